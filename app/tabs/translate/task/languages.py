"""The languages one can translate between. Codes are BCP 47; the names stand in prompts, too."""

from __future__ import annotations

from dataclasses import dataclass

AUTO = "auto"


@dataclass(frozen=True)
class Language:
    code: str
    english: str
    chinese: str
    native: str

    def name(self, chinese: bool) -> str:
        """Return the name in the language of the interface or of the prompt."""
        return self.chinese if chinese else self.english


LANGUAGES: tuple[Language, ...] = (
    Language("zh", "Chinese", "中文", "中文"),
    Language("en", "English", "英语", "English"),
    Language("zh-Hant", "Traditional Chinese", "繁体中文", "繁體中文"),
    Language("ja", "Japanese", "日语", "日本語"),
    Language("ko", "Korean", "韩语", "한국어"),
    Language("fr", "French", "法语", "Français"),
    Language("de", "German", "德语", "Deutsch"),
    Language("es", "Spanish", "西班牙语", "Español"),
    Language("pt", "Portuguese", "葡萄牙语", "Português"),
    Language("it", "Italian", "意大利语", "Italiano"),
    Language("nl", "Dutch", "荷兰语", "Nederlands"),
    Language("pl", "Polish", "波兰语", "Polski"),
    Language("cs", "Czech", "捷克语", "Čeština"),
    Language("uk", "Ukrainian", "乌克兰语", "Українська"),
    Language("ru", "Russian", "俄语", "Русский"),
    Language("tr", "Turkish", "土耳其语", "Türkçe"),
    Language("ar", "Arabic", "阿拉伯语", "العربية"),
    Language("fa", "Persian", "波斯语", "فارسی"),
    Language("he", "Hebrew", "希伯来语", "עברית"),
    Language("hi", "Hindi", "印地语", "हिन्दी"),
    Language("bn", "Bengali", "孟加拉语", "বাংলা"),
    Language("ta", "Tamil", "泰米尔语", "தமிழ்"),
    Language("th", "Thai", "泰语", "ไทย"),
    Language("vi", "Vietnamese", "越南语", "Tiếng Việt"),
    Language("id", "Indonesian", "印尼语", "Bahasa Indonesia"),
    Language("ms", "Malay", "马来语", "Bahasa Melayu"),
    Language("tl", "Filipino", "菲律宾语", "Filipino"),
    Language("sv", "Swedish", "瑞典语", "Svenska"),
    Language("da", "Danish", "丹麦语", "Dansk"),
    Language("no", "Norwegian", "挪威语", "Norsk"),
    Language("fi", "Finnish", "芬兰语", "Suomi"),
    Language("el", "Greek", "希腊语", "Ελληνικά"),
    Language("hu", "Hungarian", "匈牙利语", "Magyar"),
    Language("ro", "Romanian", "罗马尼亚语", "Română"),
)
BY_CODE = {language.code: language for language in LANGUAGES}
NO_SPACES = frozenset(("zh", "zh-Hant", "ja", "th"))  # written without spaces between words


def is_chinese(code: str) -> bool:
    return code.split("-")[0] == "zh"


def partner(source: str, wanted: str) -> str:
    """Return the target for a source: the wanted one, or else Chinese and English pair up."""
    if source.split("-")[0] != wanted.split("-")[0]:
        return wanted
    return "en" if is_chinese(source) else "zh"
