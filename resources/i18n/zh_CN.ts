<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>Advice</name>
    <message>
        <location filename="../../app/tabs/code/advice.py" line="42"/>
        <source>{model} cannot complete code at the cursor: it was not trained to fill in the middle. Questions about code work.</source>
        <translation>{model} 不能在光标处补全代码：它没有受过“中间填空”训练。但仍可询问代码。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/advice.py" line="47"/>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/advice.py" line="54"/>
        <source>Use {model}</source>
        <translation>使用 {model}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/advice.py" line="56"/>
        <source>Get a model that can…</source>
        <translation>获取可补全的模型…</translation>
    </message>
</context>
<context>
    <name>Alternatives</name>
    <message>
        <location filename="../../app/tabs/translate/alternatives.py" line="63"/>
        <source>Instead of “{word}”:</source>
        <translation>换掉“{word}”：</translation>
    </message>
</context>
<context>
    <name>AlternativesPopup</name>
    <message>
        <location filename="../../app/tabs/write/look/alternatives.py" line="60"/>
        <source>Alternatives</source>
        <translation>其他写法</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/alternatives.py" line="62"/>
        <source>Instead of “{word}”</source>
        <translation>替换“{word}”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/alternatives.py" line="65"/>
        <source>Another model wrote this; the present one is asked.</source>
        <translation>这段文字由另一个模型写成，现在问的是当前模型。</translation>
    </message>
</context>
<context>
    <name>AnglesPage</name>
    <message>
        <location filename="../../app/tabs/write/plan/choosing.py" line="47"/>
        <source>Angles</source>
        <translation>角度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/choosing.py" line="48"/>
        <source>Or one of your own</source>
        <translation>或者写一个自己的角度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/choosing.py" line="49"/>
        <source>An angle of your own</source>
        <translation>自己的角度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/choosing.py" line="50"/>
        <source>e.g. seen by the driver of the last bus</source>
        <translation>例如：从末班车司机的眼睛看</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/choosing.py" line="93"/>
        <source>The model thinks of angles…</source>
        <translation>模型正在构思角度……</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <location filename="../../app/tabs/code/side/answer.py" line="43"/>
        <source>Select some code and have it explained, checked, documented, tested or translated – or say below what is to be done with it.</source>
        <translation>选中一段代码，可以让模型解释、查错、写文档注释、写测试或改写成别的语言；也可以在下面说出要做什么。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/answer.py" line="47"/>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
</context>
<context>
    <name>Around</name>
    <message>
        <location filename="../../app/tabs/translate/around.py" line="72"/>
        <source>Small window</source>
        <translation>小窗口</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/around.py" line="73"/>
        <location filename="../../app/tabs/translate/around.py" line="132"/>
        <source>Hotkey…</source>
        <translation>快捷键…</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <location filename="../../app/tabs/write/around/asking.py" line="42"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/asking.py" line="43"/>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>AuthorsPane</name>
    <message>
        <location filename="../../app/tabs/write/look/authors.py" line="68"/>
        <source>Tint the text by author</source>
        <translation>按作者给正文着色</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/authors.py" line="70"/>
        <source>Of the characters without spaces; changes that wait are not counted.</source>
        <translation>按不计空格的字符计算；尚未决定的修改不计在内。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/authors.py" line="72"/>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/authors.py" line="74"/>
        <source>Who wrote what, with the model, its settings and the prompts.</source>
        <translation>谁写了什么，以及所用模型、参数和提示词。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/authors.py" line="76"/>
        <source>As text…</source>
        <translation>存为文本…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/authors.py" line="77"/>
        <source>As data…</source>
        <translation>存为数据…</translation>
    </message>
</context>
<context>
    <name>Buffer</name>
    <message>
        <location filename="../../app/tabs/code/files/buffer.py" line="82"/>
        <source>Untitled {n}</source>
        <translation>未命名 {n}</translation>
    </message>
</context>
<context>
    <name>CandidateCard</name>
    <message>
        <location filename="../../app/tabs/poetry/shelf/card.py" line="70"/>
        <source>Likelihood</source>
        <translation>可能性</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/card.py" line="71"/>
        <source>Variety</source>
        <translation>新意</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/card.py" line="72"/>
        <source>{number} %</source>
        <translation>{number}%</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/card.py" line="78"/>
        <source>{verdict}. The model gives each character {likely} on average (log-probability {logprob}). {variety} of the words are its own.</source>
        <translation>{verdict}。模型给每个字的平均概率为{likely}（对数概率{logprob}）。{variety}的用字为此首独有，不重复。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/card.py" line="87"/>
        <source>{line}, rank {rank}</source>
        <translation>{line}，第{rank}名</translation>
    </message>
</context>
<context>
    <name>Candidates</name>
    <message>
        <location filename="../../app/tabs/poetry/shelf/candidates.py" line="88"/>
        <source>Candidates</source>
        <translation>候选</translation>
    </message>
</context>
<context>
    <name>CheckPanel</name>
    <message>
        <location filename="../../app/tabs/poetry/check.py" line="105"/>
        <source>What was found</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/check.py" line="133"/>
        <source>What a check finds in the poem will stand here.</source>
        <translation>对诗作的检查结果会显示在这里。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/check.py" line="195"/>
        <source>About this form</source>
        <translation>关于这种体裁</translation>
    </message>
</context>
<context>
    <name>ChecklistPart</name>
    <message>
        <location filename="../../app/tabs/write/review/checklist.py" line="42"/>
        <source>Facts to check</source>
        <translation>待核实</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/checklist.py" line="44"/>
        <source>Numbers, dates, names and quotations that stand in the text are listed here.</source>
        <translation>文中的数字、日期、名称和引语会列在这里。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/checklist.py" line="72"/>
        <source>{done} of {total} checked</source>
        <translation>已核实 {done}/{total}</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="68"/>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="69"/>
        <source>Direction</source>
        <translation>排版方向</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="70"/>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="71"/>
        <source>Seal</source>
        <translation>印章</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="72"/>
        <source>Signature</source>
        <translation>落款</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="73"/>
        <source>Save as</source>
        <translation>保存格式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="81"/>
        <source>Style of the seal</source>
        <translation>印章样式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="82"/>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="83"/>
        <source>One to four characters, such as a name</source>
        <translation>一至四个字，如姓名</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="84"/>
        <source>e.g. your name</source>
        <translation>例如您的名字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="85"/>
        <source>Vertical</source>
        <translation>竖排</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/choices.py" line="86"/>
        <source>Horizontal</source>
        <translation>横排</translation>
    </message>
</context>
<context>
    <name>CodeActions</name>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="12"/>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="13"/>
        <source>Find bugs</source>
        <translation>查错</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="14"/>
        <source>Document</source>
        <translation>写文档注释</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="15"/>
        <source>Write tests</source>
        <translation>写测试</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="16"/>
        <source>Translate to {language}</source>
        <translation>改写成 {language}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="17"/>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="18"/>
        <source>Write code</source>
        <translation>写代码</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="37"/>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="39"/>
        <source>lines {first}–{last}</source>
        <translation>第 {first}–{last} 行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="49"/>
        <source>The model is reading …</source>
        <translation>模型正在阅读……</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="51"/>
        <source>Applied.</source>
        <translation>已应用。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="53"/>
        <source>Discarded.</source>
        <translation>已放弃。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="57"/>
        <source>The answer is not complete. What is missing stays as it was.</source>
        <translation>回答不完整，缺少的部分保持原样。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="61"/>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/words.py" line="62"/>
        <source>The answer was too long and ends here.</source>
        <translation>回答太长，到此为止。</translation>
    </message>
</context>
<context>
    <name>CodeBar</name>
    <message>
        <location filename="../../app/tabs/code/bar.py" line="61"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/bar.py" line="62"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/bar.py" line="63"/>
        <source>Ask about the code</source>
        <translation>询问代码</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/bar.py" line="67"/>
        <source>Write code…</source>
        <translation>编写代码…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/bar.py" line="68"/>
        <source>Say what is wanted, and the model writes it</source>
        <translation>说明需要什么，由模型来写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/bar.py" line="69"/>
        <source>Suggest</source>
        <translation>补全建议</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/bar.py" line="70"/>
        <source>Suggest what comes next while I type</source>
        <translation>输入时给出后续建议</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/bar.py" line="71"/>
        <source>Questions and answers</source>
        <translation>问与答</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <location filename="../../app/tabs/code/editor/view.py" line="49"/>
        <source>Code</source>
        <translation>代码</translation>
    </message>
</context>
<context>
    <name>CollectionPanel</name>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="118"/>
        <source>“{title}” removed.</source>
        <translation>已移除“{title}”。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="119"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="126"/>
        <source>Take the star away</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="126"/>
        <source>Give it a star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="128"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="130"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="138"/>
        <source>Search the collection</source>
        <translation>搜索诗集</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="139"/>
        <source>Collection of poems</source>
        <translation>诗集</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="140"/>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="141"/>
        <source>Only those with a star</source>
        <translation>只看有星标的</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="157"/>
        <source>Nothing found for “{text}”</source>
        <translation>没有找到“{text}”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="159"/>
        <source>Poems that you give a star are listed here.</source>
        <translation>加了星标的诗列在这里。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/collection.py" line="161"/>
        <source>Poems that you save are listed here.</source>
        <translation>保存的诗列在这里。</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <location filename="../../app/tabs/write/editor/commands.py" line="128"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/commands.py" line="129"/>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/commands.py" line="131"/>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/commands.py" line="132"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/commands.py" line="133"/>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/commands.py" line="134"/>
        <source>Paste without looks</source>
        <translation>粘贴为纯文本</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/commands.py" line="136"/>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>CommentCard</name>
    <message>
        <location filename="../../app/tabs/write/review/card.py" line="67"/>
        <source>Propose the change</source>
        <translation>提出修改</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/card.py" line="68"/>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/card.py" line="69"/>
        <location filename="../../app/tabs/write/review/card.py" line="70"/>
        <source>Dismiss this comment</source>
        <translation>忽略这条意见</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/card.py" line="103"/>
        <source>“{quote}”</source>
        <translation>“{quote}”</translation>
    </message>
</context>
<context>
    <name>CommentsPart</name>
    <message>
        <location filename="../../app/tabs/write/review/comments.py" line="119"/>
        <source>Read it as an editor</source>
        <translation>像编辑一样审读</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/comments.py" line="120"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/comments.py" line="121"/>
        <source>How much has been read</source>
        <translation>审读进度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/comments.py" line="122"/>
        <source>Comments</source>
        <translation>意见</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/comments.py" line="124"/>
        <source>The model reads the piece as an editor does and comments on passages.</source>
        <translation>模型会像编辑一样审读全文，逐处提出意见。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/comments.py" line="183"/>
        <source>Read: {done} of {total}. Comments: {count}</source>
        <translation>已读 {done}/{total}，意见 {count} 条</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/comments.py" line="185"/>
        <source>Beginning…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/comments.py" line="192"/>
        <source>There is no text yet.</source>
        <translation>还没有文字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/comments.py" line="194"/>
        <source>Nothing to remark on.</source>
        <translation>没有要提的意见。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/comments.py" line="196"/>
        <source>Comments: {count}</source>
        <translation>意见：{count} 条</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <location filename="../../app/tabs/write/timeline/compare.py" line="18"/>
        <source>Compare versions</source>
        <translation>比较版本</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <location filename="../../app/ui/composer.py" line="124"/>
        <source>Write to the model …</source>
        <translation>写给模型…</translation>
    </message>
    <message>
        <location filename="../../app/ui/composer.py" line="125"/>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <location filename="../../app/ui/composer.py" line="126"/>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <location filename="../../app/ui/composer.py" line="127"/>
        <source>Send (Enter); Shift+Enter breaks the line</source>
        <translation>发送(Enter);Shift+Enter 换行</translation>
    </message>
    <message>
        <location filename="../../app/ui/composer.py" line="128"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../app/ui/composer.py" line="129"/>
        <source>Stop (Esc)</source>
        <translation>停止(Esc)</translation>
    </message>
</context>
<context>
    <name>ContextInspector</name>
    <message>
        <location filename="../../app/tabs/write/look/context.py" line="45"/>
        <source>When the model has written something, what it was given stands here.</source>
        <translation>模型写过之后，这里会显示它收到的内容。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/context.py" line="47"/>
        <source>What the model was given</source>
        <translation>模型收到的内容</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/context.py" line="110"/>
        <source>{count} of {window} tokens</source>
        <translation>{count} / {window} 个词元</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/context.py" line="113"/>
        <source>{count} tokens</source>
        <translation>{count} 个词元</translation>
    </message>
</context>
<context>
    <name>ConversationPanel</name>
    <message>
        <location filename="../../app/tabs/chat/panel.py" line="73"/>
        <location filename="../../app/tabs/chat/panel.py" line="74"/>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/panel.py" line="76"/>
        <source>How the model should behave in this conversation, e.g. “Answer briefly.”</source>
        <translation>希望模型在这个对话里怎样回答，例如“请简短回答。”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/panel.py" line="78"/>
        <source>Saved system prompts</source>
        <translation>已保存的系统提示词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/panel.py" line="79"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/panel.py" line="80"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/panel.py" line="81"/>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/panel.py" line="82"/>
        <source>Use the model's own values</source>
        <translation>使用模型推荐值</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/panel.py" line="94"/>
        <source>Saved prompts</source>
        <translation>已保存的提示词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/panel.py" line="156"/>
        <source>Save system prompt</source>
        <translation>保存系统提示词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/panel.py" line="156"/>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>CostLabel</name>
    <message>
        <location filename="../../app/tabs/code/cost.py" line="31"/>
        <source>known already · 0 ms</source>
        <translation>已备好 · 0 毫秒</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/cost.py" line="33"/>
        <source>{reused} + {evaluated} → {generated} tokens · {time} ms</source>
        <translation>{reused} + {evaluated} → {generated} 词元 · {time} 毫秒</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/cost.py" line="42"/>
        <source>The last suggestion: tokens that the model had read before, tokens it read anew, tokens it wrote, and the time it took</source>
        <translation>上一条建议：模型此前已读过的词元、新读的词元、写出的词元，以及所用时间</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <location filename="../../app/ui/models/detail.py" line="63"/>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="64"/>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="65"/>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="66"/>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="67"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="68"/>
        <source>Verify</source>
        <translation>校验</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="69"/>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="70"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="71"/>
        <source>Stop using it</source>
        <translation>不再使用</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="75"/>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="115"/>
        <source>In use.</source>
        <translation>正在使用。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="125"/>
        <source>Verifying: {percent} %</source>
        <translation>正在校验：{percent}%</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="149"/>
        <source>With the file for images ({size})</source>
        <translation>同时下载图像输入文件（{size}）</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="152"/>
        <source>Download {size}</source>
        <translation>下载 {size}</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="176"/>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="182"/>
        <source>Good at</source>
        <translation>擅长</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="185"/>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="186"/>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="187"/>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="188"/>
        <source>Quantization</source>
        <translation>量化</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="190"/>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="191"/>
        <source>{count} tokens</source>
        <translation>{count} 个 token</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="195"/>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="196"/>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/detail.py" line="197"/>
        <source>File</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="81"/>
        <source>Translate again…</source>
        <translation>重新翻译…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="82"/>
        <source>Translate back</source>
        <translation>回译</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="83"/>
        <source>Use this</source>
        <translation>采用</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="117"/>
        <source>Back: {text}   (chrF {score})</source>
        <translation>回译：{text}   （chrF {score}）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="123"/>
        <source>Write or paste on the left; the translation follows as you type.</source>
        <translation>在左边输入或粘贴文字，译文会随着输入出现。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="125"/>
        <source>Translating…</source>
        <translation>正在翻译…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="127"/>
        <source>Waiting for its turn</source>
        <translation>等待翻译</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="129"/>
        <source>Not translated</source>
        <translation>未翻译</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="133"/>
        <source>confidence {percent} %</source>
        <translation>置信度 {percent}%</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="150"/>
        <source>Similar in the memory ({percent} %):</source>
        <translation>记忆库中的相似句（{percent}%）：</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="179"/>
        <source>Fix</source>
        <translation>修正</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/details.py" line="180"/>
        <source>Fix: {issue}</source>
        <translation>修正：{issue}</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <location filename="../../app/ui/dialogs.py" line="28"/>
        <source>Something went wrong</source>
        <translation>出错了</translation>
    </message>
    <message>
        <location filename="../../app/ui/dialogs.py" line="30"/>
        <source>This is a fault of Inkstone. What you wrote is saved, and you can go on. Nothing was sent anywhere.</source>
        <translation>这是砚自身的错误。您写的内容已经保存，可以继续使用。没有向任何地方发送任何信息。</translation>
    </message>
    <message>
        <location filename="../../app/ui/dialogs.py" line="37"/>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <location filename="../../app/ui/dialogs.py" line="38"/>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../../app/ui/dialogs.py" line="86"/>
        <source>Licences of what is bundled</source>
        <translation>所含组件的许可证</translation>
    </message>
    <message>
        <location filename="../../app/ui/dialogs.py" line="91"/>
        <source>About Inkstone</source>
        <translation>关于砚</translation>
    </message>
    <message>
        <location filename="../../app/ui/dialogs.py" line="92"/>
        <source>&lt;h3&gt;Inkstone 砚 {version}&lt;/h3&gt;&lt;p&gt;A writing desk with a language model that runs on your own computer.&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Inkstone 砚 {version}&lt;/h3&gt;&lt;p&gt;一张书桌，配一个在您自己电脑上运行的语言模型。&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>DiffView</name>
    <message>
        <location filename="../../app/ui/diff/view.py" line="90"/>
        <source>Accept all</source>
        <translation>全部接受</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/view.py" line="91"/>
        <source>Reject all</source>
        <translation>全部拒绝</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/view.py" line="92"/>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/view.py" line="93"/>
        <source>Apply all changes that are not rejected (Ctrl+Enter)</source>
        <translation>应用所有未被拒绝的改动 (Ctrl+Enter)</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/view.py" line="94"/>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/view.py" line="95"/>
        <source>Nothing is changed.</source>
        <translation>没有改动。</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/view.py" line="96"/>
        <source>Changes</source>
        <translation>改动</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/view.py" line="204"/>
        <source>Changes: {count}</source>
        <translation>{count} 处改动</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="20"/>
        <location filename="../../app/tabs/translate/jobwords.py" line="23"/>
        <source>It is too long for the model's context.</source>
        <translation>它超出了模型的上下文长度。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="26"/>
        <source>The model had no answer to it.</source>
        <translation>模型没有给出译文。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="27"/>
        <location filename="../../app/tabs/translate/jobwords.py" line="28"/>
        <source>The engine stopped working on it.</source>
        <translation>引擎在处理它时停止了。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="52"/>
        <source>Reading the document…</source>
        <translation>正在读取文档…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="54"/>
        <source>Writing the document…</source>
        <translation>正在写入文档…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="59"/>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="62"/>
        <source>Translated</source>
        <translation>已翻译</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="65"/>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="70"/>
        <source>{done} of {total} passages</source>
        <translation>{total} 段中的 {done} 段</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="80"/>
        <source>less than a minute left</source>
        <translation>剩余不到一分钟</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="83"/>
        <source>about {minutes} min left</source>
        <translation>大约还需 {minutes} 分钟</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="85"/>
        <source>about {hours} h {minutes} min left</source>
        <translation>大约还需 {hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="92"/>
        <source>One passage is not translated</source>
        <translation>有一段未翻译</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobwords.py" line="93"/>
        <source>{count} passages are not translated</source>
        <translation>有 {count} 段未翻译</translation>
    </message>
</context>
<context>
    <name>DocumentsPage</name>
    <message>
        <location filename="../../app/tabs/translate/documents.py" line="78"/>
        <source>Bilingual, the source above</source>
        <translation>双语对照，原文在上</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/documents.py" line="79"/>
        <source>Each paragraph stays, and its translation follows it.</source>
        <translation>保留每个段落，译文紧随其后。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/documents.py" line="80"/>
        <source>Word files with tracked changes</source>
        <translation>Word 文档使用修订标记</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/documents.py" line="82"/>
        <source>In Word each translation can be looked at beside its source, and accepted.</source>
        <translation>在 Word 中可以对照原文逐条查看并接受译文。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/documents.py" line="84"/>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/documents.py" line="156"/>
        <source>it is not there any more</source>
        <translation>它已经不在了</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/documents.py" line="163"/>
        <source>Save the translation</source>
        <translation>保存译文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/documents.py" line="172"/>
        <source>{name} is off the list. Its files are where they were.</source>
        <translation>{name} 已从列表移除，文件仍在原处。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/documents.py" line="173"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/documents.py" line="217"/>
        <source>{name} is translated.</source>
        <translation>{name} 已翻译完成。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/documents.py" line="218"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>DraftStrip</name>
    <message>
        <location filename="../../app/tabs/write/strip.py" line="54"/>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/strip.py" line="60"/>
        <source>Writing section {number} of {count}: {title}</source>
        <translation>正在写第 {number}／{count} 节：{title}</translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <location filename="../../app/tabs/translate/droparea.py" line="65"/>
        <source>Drop documents here</source>
        <translation>把文档拖到这里</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/droparea.py" line="68"/>
        <source>Word, PowerPoint, Excel, OpenDocument text, HTML, EPUB, Markdown, text, subtitles, PO, XLIFF and JSON.
The layout stays as it is.</source>
        <translation>支持 Word、PowerPoint、Excel、OpenDocument 文本、HTML、EPUB、Markdown、纯文本、字幕、PO、XLIFF 和 JSON。
版式保持不变。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/droparea.py" line="72"/>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/droparea.py" line="123"/>
        <source>Documents ({patterns})</source>
        <translation>文档 ({patterns})</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/droparea.py" line="125"/>
        <source>Choose documents to translate</source>
        <translation>选择要翻译的文档</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <location filename="../../app/tabs/chat/entries.py" line="51"/>
        <source>Reading … {percent} %</source>
        <translation>正在阅读… {percent} %</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/entries.py" line="54"/>
        <source>Waiting for the model …</source>
        <translation>正在等待模型…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/entries.py" line="68"/>
        <source>The oldest {count} messages did not fit the context and were left out.</source>
        <translation>最早的 {count} 条消息超出上下文长度，未提供给模型。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/entries.py" line="76"/>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/entries.py" line="78"/>
        <source>This reply was interrupted.</source>
        <translation>这条回复被中断了。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/entries.py" line="80"/>
        <source>The context is full.</source>
        <translation>上下文已满。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/entries.py" line="82"/>
        <source>The limit of tokens was reached.</source>
        <translation>已达到 token 数上限。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/entries.py" line="90"/>
        <source>{rate} tokens/s</source>
        <translation>{rate} token/秒</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/entries.py" line="93"/>
        <source>{reused} of {prompt} reused</source>
        <translation>复用 {reused}/{prompt}</translation>
    </message>
</context>
<context>
    <name>EntryDialog</name>
    <message>
        <location filename="../../app/tabs/translate/kept/dialogs.py" line="127"/>
        <source>Change the translation</source>
        <translation>修改译文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/dialogs.py" line="142"/>
        <source>Marks such as ⟦1⟧ stand for formatting.</source>
        <translation>⟦1⟧ 这样的标记代表格式。</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <location filename="../../app/services/errors.py" line="13"/>
        <source>The model file {file} is not there any more. Choose another model.</source>
        <translation>模型文件 {file} 已经不在了。请选择其他模型。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="16"/>
        <source>The model file {file} is empty. Get it again.</source>
        <translation>模型文件 {file} 是空的。请重新获取。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="19"/>
        <source>{file} is not a GGUF model. Choose a file that ends in .gguf.</source>
        <translation>{file} 不是 GGUF 模型。请选择以 .gguf 结尾的文件。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="22"/>
        <source>The model file {file} is incomplete: {size} of {expected}. Get it again.</source>
        <translation>模型文件 {file} 不完整：{size}，应为 {expected}。请重新获取。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="25"/>
        <source>This version of the engine cannot run {file} (architecture {architecture}). Choose another model.</source>
        <translation>当前版本的引擎无法运行 {file}(架构 {architecture})。请选择其他模型。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="30"/>
        <source>The model file {file} cannot be read. Check that you may open it.</source>
        <translation>无法读取模型文件 {file}。请检查您是否有权打开它。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="33"/>
        <source>{file} needs about {needed} of memory and {available} is free. Close other programs, lower the context length, or choose a smaller model.</source>
        <translation>{file} 大约需要 {needed} 内存，而可用内存为 {available}。请关闭其他程序、减小上下文长度，或选择更小的模型。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="38"/>
        <source>There is no model named {id}. See which there are with: inkstone models list</source>
        <translation>没有名为 {id} 的模型。查看已有模型：inkstone models list</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="41"/>
        <source>{id} is not on this computer yet. Get it with: inkstone models download {id}</source>
        <translation>这台电脑上还没有 {id}。下载命令：inkstone models download {id}</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="45"/>
        <source>No model is loaded. Choose one in Settings &gt; Model.</source>
        <translation>尚未加载模型。请在“设置 &gt; 模型”中选择一个。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="48"/>
        <source>There is not enough memory for a context of {context} tokens. Choose a shorter context length in Settings &gt; Preferences.</source>
        <translation>内存不足以容纳 {context} 个 token 的上下文。请在“设置 &gt; 偏好设置”中减小上下文长度。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="53"/>
        <source>{file} does not say how it wants to be talked to: it has no chat template. You can try the common ChatML format.</source>
        <translation>{file} 没有对话模板，无法知道应当怎样与它对话。可以尝试通用的 ChatML 格式。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="58"/>
        <source>The chat template of this model does not work here ({reason}). You can try the common ChatML format.</source>
        <translation>这个模型的对话模板在此无法使用({reason})。可以尝试通用的 ChatML 格式。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="63"/>
        <source>Your message takes {tokens} tokens and the context has {context}. Shorten it, or raise the context length in Settings &gt; Preferences.</source>
        <translation>您的消息有 {tokens} 个 token，而上下文只有 {context}。请缩短消息，或在“设置 &gt; 偏好设置”中增大上下文长度。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="68"/>
        <source>There is nothing to send yet.</source>
        <translation>还没有可发送的内容。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="69"/>
        <source>What the reply is bound to cannot be used: {reason}. Change or remove it.</source>
        <translation>对回复的限定无法使用：{reason}。请修改或移除。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="72"/>
        <source>Nothing that is allowed can follow here. Loosen what the reply is bound to, or try again.</source>
        <translation>在此处没有任何允许的内容可以接续。请放宽对回复的限制，或重试。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="76"/>
        <source>{file} cannot draft for this model: its vocabulary is another one. Choose a smaller model of the same family.</source>
        <translation>{file} 无法为此模型起草：词表不同。请选择同系列的较小模型。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="81"/>
        <source>The text is too short to be measured. Add at least a sentence.</source>
        <translation>文本太短，无法测量。请至少再添一句话。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="84"/>
        <source>The text has {tokens} tokens and the model takes {context} at once. Shorten it.</source>
        <translation>文本有 {tokens} 个 token，而模型一次最多处理 {context} 个。请缩短。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="88"/>
        <source>The model could not work on this prompt. Try again, or choose another model.</source>
        <translation>模型无法处理这段提示词。请重试，或选择其他模型。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="91"/>
        <source>The model wrote nothing for the section “{section}”. Say more of what it is about in the outline, or choose another model.</source>
        <translation>模型没有为“{section}”这一节写出内容。请在大纲里多说明它要写什么，或换一个模型。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="96"/>
        <source>The engine cannot be started. Install Inkstone again.</source>
        <translation>无法启动引擎。请重新安装砚。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="99"/>
        <source>The engine stopped unexpectedly and was started again. Nothing is lost.</source>
        <translation>引擎意外停止，已重新启动。没有丢失任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="102"/>
        <source>The engine stopped while loading {file}. It is not loaded again by itself: choose it once more to try again, or choose another model.</source>
        <translation>引擎在加载 {file} 时停止。它不会自动再次加载：可以再选择一次以重试，或选择其他模型。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="107"/>
        <source>Something went wrong in the engine ({detail}). Try again.</source>
        <translation>引擎出错({detail})。请重试。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="110"/>
        <source>Inkstone may not write to {path}. Make the folder writable, or name another one with INKSTONE_DATA_DIR.</source>
        <translation>砚无法写入 {path}。请将该文件夹设为可写，或用 INKSTONE_DATA_DIR 指定其他文件夹。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="115"/>
        <source>The disk is full. Free some space; what is on the screen is kept until then.</source>
        <translation>磁盘已满。请腾出一些空间；在此之前屏幕上的内容会保留。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="118"/>
        <source>Your conversations were written by a newer Inkstone. Install that version again; nothing was changed. ({path})</source>
        <translation>您的对话由更新版本的砚写成。请重新安装那个版本；没有改动任何内容。({path})</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="123"/>
        <source>The file with your conversations is damaged: {path}. Move it away, or put a backup in its place, then start again. Nothing was changed.</source>
        <translation>保存对话的文件已损坏：{path}。请移走它或用备份替换，然后重新启动。没有改动任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="128"/>
        <source>The settings could not be read. They were put aside as {path}.</source>
        <translation>无法读取设置，已另存为 {path}。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="131"/>
        <source>This file cannot be imported: it is damaged, or not what it is taken for ({reason}).</source>
        <translation>无法导入此文件：它已损坏，或不是所需的类型（{reason}）。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="135"/>
        <source>There is a file named {file} already. Rename one of the two, or remove the old one.</source>
        <translation>已有名为 {file} 的文件。请重命名其中一个，或移除旧文件。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="139"/>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="140"/>
        <source>{path} cannot be written: {reason}.</source>
        <translation>无法写入 {path}：{reason}。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="141"/>
        <source>{file} ({size}) is too large for the file system of this disk: FAT32 holds files of up to 4 GB. Choose another disk, or format this one as exFAT, NTFS or ext4, which deletes what is on it. ({path})</source>
        <translation>{file}（{size}）超出了此磁盘文件系统的限制：FAT32 的单个文件不能超过 4 GB。请换一个磁盘，或将此磁盘格式化为 exFAT、NTFS 或 ext4（会清除其中的内容）。（{path}）</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="147"/>
        <source>{file} comes in several parts, and {part} is missing. Get the model again.</source>
        <translation>{file} 由多个部分组成，缺少 {part}。请重新获取该模型。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="150"/>
        <source>{file} is an addition to a model, not a model. A LoRA adapter is attached to a model in Settings &gt; Models.</source>
        <translation>{file} 是模型的附加文件，不是模型。LoRA 适配器请在“设置 &gt; 模型”中附加到模型上。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="155"/>
        <source>The adapter {file} does not go with this model. Take it off in Settings &gt; Models, or choose the model it was made for.</source>
        <translation>适配器 {file} 与此模型不匹配。请在“设置 &gt; 模型”中取下它，或选择它所对应的模型。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="160"/>
        <source>{needed} more are needed on the disk and {available} are free ({path}). Free some space, then resume; what has arrived is kept.</source>
        <translation>磁盘还需要 {needed}，目前可用 {available}（{path}）。请腾出空间后继续；已下载的部分会保留。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="165"/>
        <source>Inkstone is set to stay offline. Change that in Settings &gt; Models &gt; Network.</source>
        <translation>Inkstone 已设为保持离线。可在“设置 &gt; 模型 &gt; 网络”中更改。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="168"/>
        <source>{host} cannot be reached or does not answer properly ({reason}). Check the connection, or choose another address or a proxy in Settings &gt; Models &gt; Network.</source>
        <translation>无法连接 {host}，或其应答异常（{reason}）。请检查网络，或在“设置 &gt; 模型 &gt; 网络”中更换地址或设置代理。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="173"/>
        <source>{what} is not on {host}, or only for people who are signed in. Check the name; a private repository needs an access token.</source>
        <translation>{host} 上没有 {what}，或仅对登录用户开放。请检查名称；私有仓库需要访问令牌。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="178"/>
        <source>{what}: its authors ask you to accept their terms on {host} first. Do that in a browser, then enter your access token in Settings &gt; Models &gt; Network.</source>
        <translation>{what}：作者要求先在 {host} 上接受其条款。请在浏览器中完成，然后在“设置 &gt; 模型 &gt; 网络”中填写访问令牌。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="183"/>
        <source>{host} refuses {what} (status {status}). Check the access token, or try another address in Settings &gt; Models &gt; Network.</source>
        <translation>{host} 拒绝提供 {what}（状态 {status}）。请检查访问令牌，或在“设置 &gt; 模型 &gt; 网络”中换一个地址。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="188"/>
        <source>{host} is busy or has a fault of its own (status {status}). Resume later; what has arrived is kept.</source>
        <translation>{host} 繁忙或自身出现故障（状态 {status}）。请稍后继续；已下载的部分会保留。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="193"/>
        <source>{host} publishes no checksum for {what}, so nobody could tell whether it arrived whole. Choose another file.</source>
        <translation>{host} 没有公布 {what} 的校验值，无法确认下载是否完整。请选择其他文件。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="198"/>
        <source>The file name {name} is not one that may be written here. Choose another file.</source>
        <translation>文件名 {name} 不能写入此处。请选择其他文件。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="201"/>
        <source>{host} is not an address of a model repository. It looks like owner/name, or https://huggingface.co/owner/name.</source>
        <translation>{host} 不是模型仓库的地址。正确的形式如 owner/name 或 https://huggingface.co/owner/name。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="206"/>
        <source>The download stopped unexpectedly. Resume it; what has arrived is kept.</source>
        <translation>下载意外中止。请继续下载；已下载的部分会保留。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="209"/>
        <source>{file} is not what its authors published: the checksum differs. Get it again, from another address if it happens twice.</source>
        <translation>{file} 与作者公布的内容不符：校验值不同。请重新获取；若再次发生，请换一个地址。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="214"/>
        <source>{file} is being downloaded by another Inkstone already.</source>
        <translation>另一个 Inkstone 正在下载 {file}。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="217"/>
        <source>Name one of the files of {what} with --file: {names}</source>
        <translation>请用 --file 指定 {what} 中的一个文件：{names}</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="220"/>
        <source>{path} has a fault and is left out: {reason}</source>
        <translation>{path} 有错误，已忽略：{reason}</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="223"/>
        <source>Nobody has published a checksum for {name}, so there is nothing to compare it with. Its structure is whole.</source>
        <translation>没有人公布过 {name} 的校验值，无从比对。它的结构是完整的。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="228"/>
        <source>This system has no keyring to keep the token in, and Inkstone writes it nowhere else. Set one up, for example GNOME Keyring or KWallet.</source>
        <translation>系统没有可存放令牌的密钥环，Inkstone 也不会写到别处。请先设置一个，例如 GNOME Keyring 或 KWallet。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="233"/>
        <source>{path} cannot be read as a document: {reason}. Open it in the program that made it and save it again, without a password.</source>
        <translation>无法读取文档 {path}：{reason}。请用创建它的程序打开，去掉密码后重新保存。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="238"/>
        <source>{path} is of a kind that Inkstone does not translate. It takes Word, PowerPoint, Excel, OpenDocument text, HTML, EPUB, Markdown, text, subtitles, PO, XLIFF and JSON.</source>
        <translation>Inkstone 不支持翻译 {path} 这种文件。支持 Word、PowerPoint、Excel、OpenDocument 文本、HTML、EPUB、Markdown、纯文本、字幕、PO、XLIFF 和 JSON。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="243"/>
        <source>Reading or writing {path} ended by itself. The file is as it was; try again, or save it in another format.</source>
        <translation>读写 {path} 时意外中止。文件没有变化；请重试，或换一种格式保存。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="248"/>
        <source>There is no text to translate in {path}.</source>
        <translation>{path} 中没有可翻译的文字。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="251"/>
        <source>{language} is no language that Inkstone knows. Known are: {known}.</source>
        <translation>Inkstone 不认识语言 {language}。可用的有：{known}。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="254"/>
        <source>{name} came with the app or belongs to another app; its file is not ours to remove.</source>
        <translation>{name} 随应用自带，或属于其他应用，不能由我们删除其文件。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="258"/>
        <source>{model} cannot complete code at the cursor: it was not trained to fill in the middle. Choose a model that completes code in Settings &gt; Models.</source>
        <translation>{model} 不能在光标处补全代码：它没有受过“中间填空”训练。请在“设置 &gt; 模型”中选择能补全代码的模型。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="263"/>
        <source>There is no form called {name}. Forms are e.g. 七绝, 五律, 水调歌头, 对联, sonnet, haiku, limerick.</source>
        <translation>没有叫“{name}”的诗体。可用的有七绝、五律、水调歌头、对联、sonnet、haiku、limerick 等。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="268"/>
        <source>{name} is no rhyme book, and no rhyme of {book}. Books are: {known}.</source>
        <translation>“{name}”既不是韵书，也不是{book}的韵部。韵书有：{known}。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="271"/>
        <source>There is no poem in {path}.</source>
        <translation>{path} 里没有诗。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="272"/>
        <source>“{text}” is longer than the poem. Begin with fewer words, or choose a longer form.</source>
        <translation>“{text}”比整首诗还长。请缩短开头，或选更长的诗体。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="276"/>
        <source>“{text}” has more characters than the poem has lines, which are {limit}. Choose a longer form or fewer first characters.</source>
        <translation>“{text}”的字数多于诗的句数（{limit} 句）。请选更长的诗体，或减少藏头的字。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="281"/>
        <source>The line “{text}” is not as long as a line of {limit} has to be. Unlock it, or choose the form that it was written in.</source>
        <translation>“{text}”的字数与{limit}不合。请把它解锁，或选回它原来的诗体。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="286"/>
        <source>No rhyme {text} of {limit} suits this form. Choose another rhyme or another book.</source>
        <translation>{limit}的韵部{text}不适合这种诗体。请换一个韵部或韵书。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="290"/>
        <source>“{text}” fits nowhere in this form: its tones stand in no line that is free. Leave it out, or choose another form or pattern.</source>
        <translation>“{text}”的平仄在这种诗体里无处可放。请去掉它，或换一种诗体或格式。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="295"/>
        <source>No poem can be all that was asked for. Unlock a line, or leave out a rhyme or a word.</source>
        <translation>没有诗能同时满足这些要求。请解锁一句，或去掉韵脚或词语的要求。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="299"/>
        <source>There is no kit in {path}. Name the folder that has kit.json in it; where the kit was not finished, make it again with the same command.</source>
        <translation>{path} 中没有离线安装包。请指定含有 kit.json 的文件夹；如果上次没有制作完，请用同一条命令继续制作。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="304"/>
        <source>The kit is damaged: {file} is missing or not what it was. Make the kit again with “inkstone kit make”. ({path})</source>
        <translation>离线安装包已损坏：{file} 缺失或内容有变。请用“inkstone kit make”重新制作。（{path}）</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="309"/>
        <source>This kit was made by a newer Inkstone. Install the program that is in the kit first. ({path})</source>
        <translation>此离线安装包由更新版本的 Inkstone 制作。请先安装其中的程序。（{path}）</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="314"/>
        <source>There is no installer to put into the kit. Name the file that Inkstone is installed with on the other computer: --installer FILE</source>
        <translation>没有可放入离线安装包的安装程序。请用 --installer FILE 指定在另一台电脑上安装 Inkstone 所用的文件。</translation>
    </message>
    <message>
        <location filename="../../app/services/errors.py" line="319"/>
        <source>{reason}</source>
        <translation>{reason}</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <location filename="../../app/tabs/write/transfer/menu.py" line="34"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/menu.py" line="40"/>
        <source>Word document with tracked changes (.docx)…</source>
        <translation>Word 文档，带修订标记 (.docx)…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/menu.py" line="41"/>
        <source>Word document without the changes (.docx)…</source>
        <translation>Word 文档，不含未决定的修改 (.docx)…</translation>
    </message>
</context>
<context>
    <name>FailureList</name>
    <message>
        <location filename="../../app/tabs/translate/failures.py" line="65"/>
        <source>Try all again</source>
        <translation>全部重试</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/failures.py" line="95"/>
        <source>and {count} more</source>
        <translation>还有 {count} 段</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/failures.py" line="102"/>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>FileJobs</name>
    <message>
        <location filename="../../app/ui/models/files.py" line="81"/>
        <source>{name} is whole: its SHA-256 is the published one.</source>
        <translation>{name} 完整无误：SHA-256 与公布的一致。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/files.py" line="108"/>
        <source>{name} is in the models folder.</source>
        <translation>{name} 已在模型文件夹中。</translation>
    </message>
</context>
<context>
    <name>FileStatus</name>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="89"/>
        <location filename="../../app/tabs/code/files/status.py" line="129"/>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="90"/>
        <location filename="../../app/tabs/code/files/status.py" line="130"/>
        <source>Line endings</source>
        <translation>换行符</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="119"/>
        <source>Line {line}, column {column}</source>
        <translation>第 {line} 行，第 {column} 列</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="124"/>
        <source>Spaces: {width}</source>
        <translation>空格：{width}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="125"/>
        <source>Tabs</source>
        <translation>制表符</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="126"/>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="127"/>
        <source>Mixed endings</source>
        <translation>混合换行符</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="144"/>
        <source>LF (Linux, macOS)</source>
        <translation>LF（Linux、macOS）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="145"/>
        <source>CRLF (Windows)</source>
        <translation>CRLF（Windows）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="146"/>
        <source>CR (old Mac)</source>
        <translation>CR（旧版 Mac）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="157"/>
        <source>Reopen with encoding</source>
        <translation>用其他编码重新打开</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/status.py" line="159"/>
        <source>Save with encoding</source>
        <translation>用其他编码保存</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <location filename="../../app/tabs/code/files/files.py" line="80"/>
        <source>Open files</source>
        <translation>打开的文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/files.py" line="162"/>
        <source>{name} was closed without being saved.</source>
        <translation>{name} 已关闭，未保存。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/files.py" line="163"/>
        <location filename="../../app/tabs/code/files/files.py" line="267"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/files.py" line="217"/>
        <source>there are no text files in it</source>
        <translation>其中没有文本文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/files.py" line="266"/>
        <source>{name} is as it is on the disk.</source>
        <translation>{name} 已恢复为磁盘上的内容。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/files.py" line="276"/>
        <source>Save the changes to {name}?</source>
        <translation>要保存对 {name} 的更改吗？</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/files.py" line="277"/>
        <source>What is discarded can be brought back with “Reopen closed file”.</source>
        <translation>放弃的内容可以用“重新打开已关闭的文件”找回。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/files.py" line="279"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/files.py" line="280"/>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/files.py" line="281"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="70"/>
        <location filename="../../app/tabs/write/around/findbar.py" line="63"/>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="71"/>
        <location filename="../../app/tabs/write/around/findbar.py" line="64"/>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="72"/>
        <source>Go to line</source>
        <translation>转到行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="76"/>
        <location filename="../../app/tabs/write/around/findbar.py" line="68"/>
        <source>Match case</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="77"/>
        <location filename="../../app/tabs/write/around/findbar.py" line="69"/>
        <source>Whole words</source>
        <translation>全字匹配</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="78"/>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="79"/>
        <location filename="../../app/tabs/write/around/findbar.py" line="70"/>
        <source>Previous match (Shift+Enter)</source>
        <translation>上一个匹配（Shift+Enter）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="80"/>
        <location filename="../../app/tabs/write/around/findbar.py" line="71"/>
        <source>Next match (Enter)</source>
        <translation>下一个匹配（Enter）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="81"/>
        <location filename="../../app/tabs/write/around/findbar.py" line="72"/>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="86"/>
        <location filename="../../app/tabs/write/around/findbar.py" line="76"/>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="87"/>
        <location filename="../../app/tabs/write/around/findbar.py" line="77"/>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="181"/>
        <source>of {count} lines</source>
        <translation>共 {count} 行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="185"/>
        <location filename="../../app/tabs/write/around/findbar.py" line="153"/>
        <source>{number} of {count}</source>
        <translation>第 {number} 处，共 {count} 处</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="188"/>
        <source>{count} replaced</source>
        <translation>已替换 {count} 处</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="188"/>
        <location filename="../../app/tabs/write/around/findbar.py" line="155"/>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/editor/findbar.py" line="191"/>
        <source>Not a regular expression: {why}</source>
        <translation>不是正则表达式：{why}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/findbar.py" line="155"/>
        <source>{replaced} replaced</source>
        <translation>已替换 {replaced} 处</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="8"/>
        <source>{place} has to be {wanted} and is not (出律).</source>
        <translation>{place}应为{wanted}，出律。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="11"/>
        <source>Lines: {found} instead of {wanted} (句数不合).</source>
        <translation>句数不合：现有 {found} 句，应为 {wanted} 句。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="12"/>
        <source>Characters in line {line}: {found} instead of {wanted} (字数不合).</source>
        <translation>第 {line} 句字数不合：现有 {found} 字，应为 {wanted} 字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="16"/>
        <source>{place} is oblique, so that the level tone after it stands alone between oblique ones (孤平).</source>
        <translation>{place}为仄声，使其后的平声字夹在仄声之间，犯孤平。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="21"/>
        <source>Line {line} ends in three level tones (三平调).</source>
        <translation>第 {line} 句末三字皆平，犯三平调。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="24"/>
        <source>Line {line} ends in three oblique tones (三仄尾).</source>
        <translation>第 {line} 句末三字皆仄，为三仄尾。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="27"/>
        <source>Lines {line} and {next} have the same tone at character {number}, where the two of a couplet are opposed (失对).</source>
        <translation>第 {line} 句与第 {next} 句的第 {number} 字平仄相同；同联两句应平仄相对，此处失对。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="32"/>
        <source>Lines {line} and {next} differ in tone at character {number}, where a couplet joins on to the one before (失粘).</source>
        <translation>第 {line} 句与第 {next} 句的第 {number} 字平仄不同；两联之间应相粘，此处失粘。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="37"/>
        <source>{place} does not rhyme: it is not of the group {group} (落韵).</source>
        <translation>{place}不在“{group}”韵部，落韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="40"/>
        <source>{place} is of the neighbouring group {found} where the poem rhymes by {group} (邻韵).</source>
        <translation>{place}属邻韵“{found}”，而全诗押“{group}”。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="44"/>
        <source>The first line rhymes by the neighbouring group {found}, the poem by {group} (借韵).</source>
        <translation>首句借用邻韵“{found}”，全诗押“{group}”（借韵）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="48"/>
        <source>“{character}” is the rhyme word of lines {lines} (重韵).</source>
        <translation>“{character}”重复作韵脚，见第 {lines} 句（重韵）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="51"/>
        <source>{place} ends a line that does not rhyme, and sounds like the rhyme in another tone (撞韵).</source>
        <translation>{place}在不押韵的句末，与韵脚同韵而声调不同（撞韵）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="56"/>
        <source>“{character}” stands in lines {lines} (重字).</source>
        <translation>“{character}”重出，见第 {lines} 句（重字）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="59"/>
        <source>{place} has an irregular tone, and {other} makes it good (拗救: 本句自救).</source>
        <translation>{place}拗，{other}救之（本句自救）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="63"/>
        <source>{place} has an irregular tone, and {other} makes it good (拗救: 对句相救).</source>
        <translation>{place}拗，{other}救之（对句相救）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="67"/>
        <source>{place} is oblique and would leave a level tone alone; {other} is level and makes it good (孤平拗救).</source>
        <translation>{place}为仄声，本犯孤平；{other}改用平声救起（孤平拗救）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="72"/>
        <source>{place} has readings of both tones, and nothing decides (多音字).</source>
        <translation>{place}平仄两读，此处无法判定（多音字）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="76"/>
        <source>{place} is not in the rhyme book, so that its tone is not known.</source>
        <translation>韵书未收{place}，平仄不明。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="79"/>
        <source>{place} is not in the rhyme book, or rhymes in level and oblique tones alike.</source>
        <translation>{place}不见于韵书，或平仄两读皆可入韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="82"/>
        <source>{place} is of a neighbouring group of the rhyme book (邻韵通押).</source>
        <translation>{place}属邻近韵部（邻韵通押）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="86"/>
        <source>{place} does not rhyme with the lines it belongs to (落韵).</source>
        <translation>{place}与同组韵脚不押韵，落韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="89"/>
        <source>Line {line} has to say the end of the line before again (叠句).</source>
        <translation>第 {line} 句应重复上一句的末尾（叠句）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="92"/>
        <source>{place} rhymes only by a neighbouring part of the rhyme book (邻韵).</source>
        <translation>{place}只与邻近韵部相押（邻韵）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="95"/>
        <source>The two sides, or their parts, are not equally long (字数不等). Characters above: {upper}; below: {lower}.</source>
        <translation>上下联（或各分句）字数不等：上联 {upper} 字，下联 {lower} 字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="100"/>
        <source>The upper side ends level and has to end oblique (上联仄收).</source>
        <translation>上联以平声收尾，应以仄声收尾。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="103"/>
        <source>The lower side ends oblique and has to end level (下联平收).</source>
        <translation>下联以仄声收尾，应以平声收尾。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="106"/>
        <source>Both sides have the same tone at character {number} ({top}, {bottom}), where a beat falls (失对).</source>
        <translation>上下联第 {number} 字（{top}、{bottom}）处在节奏点上，平仄相同，失对。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="111"/>
        <source>“{character}” stands on both sides (重字).</source>
        <translation>“{character}”在上下联中重出。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="112"/>
        <source>At character {number} ({top}, {bottom}) only one side says a character again (叠字失对).</source>
        <translation>第 {number} 字（{top}、{bottom}）处只有一联重复用字，叠字失对。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="116"/>
        <source>Lines: {found} instead of {wanted}.</source>
        <translation>行数不合：现有 {found} 行，应为 {wanted} 行。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="117"/>
        <source>Line {line} has no word.</source>
        <translation>第 {line} 行没有单词。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="118"/>
        <source>{place} is not in the dictionary, so that its sound is not known.</source>
        <translation>词典未收{place}，读音不明。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="121"/>
        <source>Syllables in line {line}: {found} instead of {wanted}.</source>
        <translation>第 {line} 行音节数不合：现有 {found} 个，应为 {wanted} 个。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="124"/>
        <source>{place} is stressed where the meter has no beat, or the other way round.</source>
        <translation>{place}的重音与格律不合：该轻处重，或该重处轻。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="127"/>
        <source>{place} does not rhyme with {other}.</source>
        <translation>{place}与{other}不押韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="128"/>
        <source>{place} rhymes only nearly with {other} (slant rhyme).</source>
        <translation>{place}与{other}只是近似押韵（斜韵）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="131"/>
        <source>{place} says the word or the whole sound of {other} again instead of rhyming with it.</source>
        <translation>{place}与{other}同词或全同音，不算押韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="135"/>
        <source>Line {line} is a refrain and differs from the line it repeats.</source>
        <translation>第 {line} 行是叠句，却与所重复的那一行不同。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="138"/>
        <source>Line {line} is the same as an earlier one, and no refrain.</source>
        <translation>第 {line} 行与前面某行相同，而它不是叠句。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="141"/>
        <source>“{upper}” ({above}) faces “{lower}” ({below}), a word of another kind (对仗).</source>
        <translation>“{upper}”（{above}）对“{lower}”（{below}），词类不同，对仗不工。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="144"/>
        <source>“{upper}” faces “{lower}”, and only one of them doubles a character (叠字).</source>
        <translation>“{upper}”对“{lower}”，只有一方用叠字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/wrong.py" line="147"/>
        <source>“{upper}” faces “{lower}”, and one divides as 2 + 1, the other as 1 + 2 (节奏不对).</source>
        <translation>“{upper}”对“{lower}”，一为二一、一为一二，节奏不对。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="21"/>
        <source>level (平)</source>
        <translation>平声</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="22"/>
        <source>oblique (仄)</source>
        <translation>仄声</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="23"/>
        <source>entering (入)</source>
        <translation>入声</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="26"/>
        <source>sky 天文</source>
        <translation>天文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="27"/>
        <source>season 时令</source>
        <translation>时令</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="28"/>
        <source>land 地理</source>
        <translation>地理</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="29"/>
        <source>building 宫室</source>
        <translation>宫室</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="30"/>
        <source>tool 器物</source>
        <translation>器物</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="31"/>
        <source>dress 衣饰</source>
        <translation>衣饰</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="32"/>
        <source>food 饮食</source>
        <translation>饮食</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="33"/>
        <source>writing 文具</source>
        <translation>文具</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="34"/>
        <source>plant 草木</source>
        <translation>草木</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="35"/>
        <source>animal 鸟兽</source>
        <translation>鸟兽</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="36"/>
        <source>body 形体</source>
        <translation>形体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="37"/>
        <source>affair 人事</source>
        <translation>人事</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="38"/>
        <source>person 人伦</source>
        <translation>人伦</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="39"/>
        <source>calendar sign 干支</source>
        <translation>干支</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="40"/>
        <source>noun 名词</source>
        <translation>名词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="41"/>
        <source>verb 动词</source>
        <translation>动词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="42"/>
        <source>adjective 形容词</source>
        <translation>形容词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="43"/>
        <source>function word 虚字</source>
        <translation>虚字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="44"/>
        <source>number 数目</source>
        <translation>数目</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="45"/>
        <source>colour 颜色</source>
        <translation>颜色</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="46"/>
        <source>direction 方位</source>
        <translation>方位</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="47"/>
        <source>one word of two 连绵</source>
        <translation>连绵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="49"/>
        <source>{wrong} {mend}</source>
        <translation>{wrong}{mend}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="50"/>
        <source>line {line}</source>
        <translation>第 {line} 行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="51"/>
        <source>“{word}”</source>
        <translation>“{word}”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="52"/>
        <source>line {line}, “{word}”</source>
        <translation>第 {line} 行的“{word}”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="53"/>
        <source>line {line}, character {number} ({character})</source>
        <translation>第 {line} 句第 {number} 字“{character}”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="54"/>
        <source>upper side, character {number} ({character})</source>
        <translation>上联第 {number} 字“{character}”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/findings.py" line="55"/>
        <source>lower side, character {number} ({character})</source>
        <translation>下联第 {number} 字“{character}”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="8"/>
        <source>Add the lines that are missing, or take some away.</source>
        <translation>请补足缺少的句子，或删去多余的。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="9"/>
        <source>Lengthen or shorten the line.</source>
        <translation>请增减此句的长度。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="10"/>
        <source>Choose a character there that is {wanted}.</source>
        <translation>请换一个{wanted}字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="11"/>
        <source>Choose an ending of the group {group}.</source>
        <translation>请换用“{group}”韵部的字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="12"/>
        <source>Nothing has to be changed.</source>
        <translation>无须改动。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="18"/>
        <source>Make it level, or the character two places after it (拗救).</source>
        <translation>请将此字改为平声，或将其后隔一字改为平声来救。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="21"/>
        <source>Make {place} oblique.</source>
        <translation>请将{place}改为仄声。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="22"/>
        <source>It is not against the form; to avoid it, make {place} level.</source>
        <translation>这不算出律；若要避免，可将{place}改为平声。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="25"/>
        <source>Write one of the two lines in the opposite tones.</source>
        <translation>请将其中一句改用相反的平仄。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="28"/>
        <source>Write the couplets before or after it in the opposite tones.</source>
        <translation>请将前面或后面的各联改用相反的平仄。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="33"/>
        <source>Custom allows it there; to be strict, choose an ending of the group {group}.</source>
        <translation>首句借邻韵为惯例所许；若求严格，请换用“{group}”韵部的字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="36"/>
        <source>Choose another rhyme word in all of them but one.</source>
        <translation>请只保留一处，其余换韵脚。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="39"/>
        <source>Another sound there lets the rhyme stand out.</source>
        <translation>换一个不同韵的字，韵脚会更分明。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="42"/>
        <source>Choose another word in all of them but one, unless it is meant.</source>
        <translation>若非有意，请只保留一处，其余换字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="48"/>
        <source>If the reading you mean does not fit there, choose another character.</source>
        <translation>若你所用的读音不合此处平仄，请换字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="51"/>
        <source>Decide whether it rhymes as you mean it, or choose another ending.</source>
        <translation>请确认所用读音是否入韵，或换一个韵脚。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="54"/>
        <source>Old-style verse lets neighbours rhyme; to be strict, choose another ending.</source>
        <translation>古风可邻韵通押；若求严格，请换韵脚。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="57"/>
        <source>Look its tone up, or choose another character.</source>
        <translation>请自行查明其平仄，或换字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="61"/>
        <source>Choose an ending of the same group as theirs.</source>
        <translation>请换用同韵部的字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="62"/>
        <source>Write those words there once more.</source>
        <translation>请在此处再写一遍。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="63"/>
        <source>Poets of Song allowed themselves that; to be strict, choose another ending.</source>
        <translation>宋人词中有此通押；若求严格，请换韵脚。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="66"/>
        <source>Give both sides the same number of characters, part by part.</source>
        <translation>请使上下联各分句的字数一一相等。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="69"/>
        <source>Choose an oblique character at its end.</source>
        <translation>请将末字换为仄声字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="70"/>
        <source>Choose a level character at its end.</source>
        <translation>请将末字换为平声字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="71"/>
        <source>Choose a character of the other tone on one of the sides.</source>
        <translation>请将其中一联的字换为相反的平仄。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="74"/>
        <source>Choose another word on one of the sides.</source>
        <translation>请将其中一联换字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="75"/>
        <source>Say a character again at the same place on both sides, or on neither.</source>
        <translation>两联应在同一位置重复用字，或都不重复。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="79"/>
        <source>Write something there, or take the line away.</source>
        <translation>请写上内容，或删去这一行。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="80"/>
        <source>Check how it is spelt, or take a more usual word.</source>
        <translation>请检查拼写，或换一个更常用的词。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="84"/>
        <source>Move the word in its line, or take one that is stressed elsewhere.</source>
        <translation>请在行内移动这个词，或换一个重音不同的词。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="87"/>
        <source>End one of the two lines in a word that rhymes with the other.</source>
        <translation>请将其中一行的末词换成与另一行押韵的词。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="90"/>
        <source>A full rhyme is alike from the last stressed vowel on.</source>
        <translation>全韵要求从最后一个重读元音起完全相同。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="93"/>
        <source>Take a word that begins with another sound before its stressed vowel.</source>
        <translation>请换一个重读元音之前辅音不同的词。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="96"/>
        <source>Say the line again word for word.</source>
        <translation>请逐字重复那一行。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="97"/>
        <source>Write another line there.</source>
        <translation>请另写一行。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="98"/>
        <source>Words that face each other best are of one kind: noun to noun, verb to verb.</source>
        <translation>相对的词最好词类相同：名词对名词，动词对动词。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="101"/>
        <source>Double a character in both, or in neither.</source>
        <translation>两边都用叠字，或都不用。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/mends.py" line="102"/>
        <source>Let both lines pause at the same place.</source>
        <translation>请使两句的停顿落在同一处。</translation>
    </message>
</context>
<context>
    <name>FitDelegate</name>
    <message>
        <location filename="../../app/tabs/poetry/fitrow.py" line="41"/>
        <source>stands there</source>
        <translation>原有</translation>
    </message>
</context>
<context>
    <name>FitList</name>
    <message>
        <location filename="../../app/tabs/poetry/fits.py" line="81"/>
        <location filename="../../app/tabs/poetry/fits.py" line="82"/>
        <source>What fits here</source>
        <translation>这里合适的字词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/fits.py" line="83"/>
        <source>Instead of “{word}”</source>
        <translation>替换“{word}”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/fits.py" line="84"/>
        <location filename="../../app/tabs/poetry/fits.py" line="85"/>
        <source>Or type your own</source>
        <translation>或自己输入</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/fits.py" line="111"/>
        <source>Looking what fits…</source>
        <translation>正在查找合适的字词…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/fits.py" line="125"/>
        <source>{word}, stands there</source>
        <translation>{word}，原有</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/fits.py" line="195"/>
        <source>One character belongs here.</source>
        <translation>此处只能是一个汉字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/fits.py" line="196"/>
        <source>One word belongs here.</source>
        <translation>此处只能是一个单词。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/fits.py" line="211"/>
        <source>Nothing else keeps the form here.</source>
        <translation>此处没有其他合乎格律的字词。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/fits.py" line="213"/>
        <source>The poem is not yet in its form, so nothing can be offered here. Mend what was found first, or type your own.</source>
        <translation>这首诗尚未合律，此处无从推荐。请先改正查出的问题，或自己输入。</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <location filename="../../app/tabs/poetry/wishes/foot.py" line="64"/>
        <location filename="../../app/tabs/poetry/wishes/foot.py" line="65"/>
        <source>Candidates</source>
        <translation>候选数</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/foot.py" line="66"/>
        <source>Compose</source>
        <translation>作诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/foot.py" line="67"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <location filename="../../app/tabs/write/around/footer.py" line="71"/>
        <source>How much of the goal is written</source>
        <translation>目标完成进度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/footer.py" line="72"/>
        <source>How long the piece is to be</source>
        <translation>文章的目标长度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/footer.py" line="73"/>
        <location filename="../../app/tabs/write/around/footer.py" line="90"/>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/footer.py" line="73"/>
        <location filename="../../app/tabs/write/around/footer.py" line="90"/>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/footer.py" line="107"/>
        <source>{count} min to read</source>
        <translation>阅读约 {count} 分钟</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/footer.py" line="110"/>
        <source>{count} selected</source>
        <translation>已选 {count}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/footer.py" line="119"/>
        <source>Set a goal</source>
        <translation>设定目标</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/footer.py" line="121"/>
        <source>{count} of {goal}</source>
        <translation>{count} / {goal}</translation>
    </message>
</context>
<context>
    <name>FormList</name>
    <message>
        <location filename="../../app/tabs/poetry/wishes/forms.py" line="99"/>
        <source>Form of the poem</source>
        <translation>诗体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/forms.py" line="103"/>
        <source>Of any length</source>
        <translation>不限字数</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/forms.py" line="104"/>
        <source>Short, up to 58 characters</source>
        <translation>小令，58 字以内</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/forms.py" line="105"/>
        <source>Middle, 59 to 90 characters</source>
        <translation>中调，59–90 字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/forms.py" line="106"/>
        <source>Long, from 91 characters</source>
        <translation>长调，91 字以上</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/forms.py" line="110"/>
        <source>Length of the tunes</source>
        <translation>词的长短</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/forms.py" line="111"/>
        <source>Forms</source>
        <translation>诗体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/forms.py" line="112"/>
        <source>Name, pinyin or number of characters</source>
        <translation>名称、拼音或字数</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/forms.py" line="113"/>
        <source>Search for a form</source>
        <translation>查找诗体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/forms.py" line="114"/>
        <source>No form is called so.</source>
        <translation>没有这样的诗体。</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="16"/>
        <source>five</source>
        <translation>五</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="16"/>
        <source>seven</source>
        <translation>七</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="17"/>
        <source>Lines</source>
        <translation>句式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="18"/>
        <source>Tones</source>
        <translation>平仄</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="19"/>
        <source>Meter</source>
        <translation>格律</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="20"/>
        <source>Rhyme</source>
        <translation>押韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="21"/>
        <source>Take care</source>
        <translation>留意</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="22"/>
        <source>Other names</source>
        <translation>别名</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="23"/>
        <source>Size</source>
        <translation>体量</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="24"/>
        <source>Characters: {characters}; lines: {lines}; stanzas: {stanzas}.</source>
        <translation>{characters} 字，{lines} 句，{stanzas} 片。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="27"/>
        <source>Basis</source>
        <translation>依据</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="28"/>
        <source>Poems this form was read from: {count}.</source>
        <translation>此体由 {count} 首词归纳而得。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="29"/>
        <source>With so few, places that look fixed may have been free.</source>
        <translation>例词很少，看似固定的平仄原本可能是可平可仄。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="30"/>
        <source>Model poem</source>
        <translation>例词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="32"/>
        <source>One rhyme, in level tones (平韵).</source>
        <translation>一韵到底，押平声韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="33"/>
        <source>One rhyme, in oblique tones (仄韵).</source>
        <translation>一韵到底，押仄声韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="34"/>
        <source>One rhyme, in entering tones (入声韵).</source>
        <translation>一韵到底，押入声韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="36"/>
        <source>One rhyme, partly in level and partly in oblique tones (平仄韵通叶).</source>
        <translation>同部平仄韵通叶。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="39"/>
        <source>The rhyme changes (换韵): {tones}.</source>
        <translation>换韵：{tones}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="40"/>
        <source>No line is sure to rhyme.</source>
        <translation>没有可以确定押韵的句子。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/forms.py" line="41"/>
        <source>平 level, 仄 oblique, 中 either, 韵 rhyme</source>
        <translation>平：平声；仄：仄声；中：可平可仄；韵：押韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="20"/>
        <source>Each line is one of four patterns of level (平) and oblique (仄) tones. The two lines of a couplet are opposed in tone (对), and a couplet joins on to the one before (粘), as their second characters show.</source>
        <translation>每句为四种平仄句式之一。同联两句平仄相对，后联与前联相粘，都看第二字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="26"/>
        <source>The even lines rhyme in one group of level tone. The first line may rhyme with them; in lines of five it mostly does not.</source>
        <translation>偶数句押同一平声韵。首句可押可不押，五言以不押为常。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="31"/>
        <source>The even lines rhyme in one group of level tone. The first line may rhyme with them; in lines of seven it mostly does.</source>
        <translation>偶数句押同一平声韵。首句可押可不押，七言以押为常。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="36"/>
        <source>Leave no level tone alone (孤平), end no line in three level tones (三平调), and say no word twice without need. Parallel couplets (对仗) are welcome, not required.</source>
        <translation>忌孤平，忌三平调，非必要不重字。对仗可用，不作要求。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="41"/>
        <source>Lines 3 and 4, and lines 5 and 6, are parallel (对仗): words that face each other are of one kind. Leave no level tone alone (孤平), end no line in three level tones (三平调).</source>
        <translation>第三、四句与第五、六句须对仗，相对的词词类相同。忌孤平，忌三平调。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="46"/>
        <source>Ten or more lines of {length} characters, in couplets.</source>
        <translation>十句或更多，每句{length}字，两句一联。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="47"/>
        <source>All couplets but the first and the last are parallel (对仗). One rhyme goes through the whole poem, and no rhyme word returns.</source>
        <translation>除首尾两联外，各联都须对仗。一韵到底，韵脚不重复。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="52"/>
        <source>Four or more lines of {length} characters, in couplets.</source>
        <translation>四句或更多，每句{length}字，两句一联。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="53"/>
        <source>Tones are free. Three level tones at the end of a line (三平调) belong to its style.</source>
        <translation>平仄不拘。句末三平调正是古风的特色。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="56"/>
        <source>The even lines rhyme, in level or oblique tones. Neighbouring groups may rhyme with each other (通押), and the rhyme may change every four lines (换韵).</source>
        <translation>偶数句押韵，平韵、仄韵皆可。邻韵可以通押，也可每四句换韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="61"/>
        <source>Parallelism is free, too: let the poem sound plain rather than regulated.</source>
        <translation>对仗也不拘，宜古朴自然，不求合律。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="64"/>
        <source>Iambic pentameter: five beats, an unstressed syllable before each. The first foot may be turned round, and one unstressed syllable may follow the last beat.</source>
        <translation>抑扬格五音步：五个重拍，每个重拍前有一个轻音节。第一音步可以倒置，末拍之后可再有一个轻音节。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="69"/>
        <source>Four lines of {length} characters, in two couplets.</source>
        <translation>四句，每句{length}字，分为两联。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="70"/>
        <source>Eight lines of {length} characters, in four couplets.</source>
        <translation>八句，每句{length}字，分为四联。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="71"/>
        <source>The ends of lines do not rhyme.</source>
        <translation>行末不押韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="75"/>
        <source>Quatrain in fives (五绝)</source>
        <translation>五言绝句</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="82"/>
        <source>Quatrain in sevens (七绝)</source>
        <translation>七言绝句</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="89"/>
        <source>Regulated verse in fives (五律)</source>
        <translation>五言律诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="96"/>
        <source>Regulated verse in sevens (七律)</source>
        <translation>七言律诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="103"/>
        <source>Long regulated verse in fives (五言排律)</source>
        <translation>五言排律</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="110"/>
        <source>Long regulated verse in sevens (七言排律)</source>
        <translation>七言排律</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="117"/>
        <source>Old-style verse in fives (五古)</source>
        <translation>五言古风</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="124"/>
        <source>Old-style verse in sevens (七古)</source>
        <translation>七言古风</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="131"/>
        <source>Couplet (对联)</source>
        <translation>对联</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="132"/>
        <source>Two sides of the same length, the upper and the lower one.</source>
        <translation>上联与下联，字数相等。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="133"/>
        <source>The upper side ends in an oblique tone (仄), the lower in a level one (平). At the beats, mostly every second character, the sides have opposite tones.</source>
        <translation>上联仄收，下联平收。节奏点上（多为每两字一处）上下联平仄相反。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="138"/>
        <source>The sides do not rhyme.</source>
        <translation>上下联不押韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="139"/>
        <source>Words that face each other are of one kind and no character stands on both sides. Where one side says a character again, the other does, too.</source>
        <translation>相对的词词类相同，上下联不重字。一联叠字，另一联在同一位置也要叠字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="146"/>
        <source>Lyric to a tune (词)</source>
        <translation>词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="147"/>
        <source>The tune (词牌) says how many lines there are, how long each is, and where a stanza (片) begins. Many tunes have several forms (又一体).</source>
        <translation>词牌规定句数、每句字数和分片。许多词牌有又一体。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="152"/>
        <source>Each place wants a level tone (平), an oblique one (仄), or takes either (中).</source>
        <translation>每个位置要求平声、仄声，或可平可仄（中）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="156"/>
        <source>The tune says which lines rhyme. The book for it is 词林正韵, where rising and departing tones (上, 去) rhyme with each other.</source>
        <translation>词牌规定哪些句子押韵。韵书用《词林正韵》，其中上声与去声通押。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="161"/>
        <source>The poem need not be about what the name of its tune says; give it a title.</source>
        <translation>内容不必与词牌名相关，可另加题目。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="166"/>
        <source>Shakespearean sonnet</source>
        <translation>莎士比亚十四行诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="167"/>
        <source>Fourteen lines: three quatrains and a couplet.</source>
        <translation>十四行：三节四行诗，加一个双行联。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="169"/>
        <source>abab cdcd efef gg</source>
        <translation>abab cdcd efef gg</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="170"/>
        <source>Each quatrain takes a step of the thought; the couplet at the end sums it up or turns it round.</source>
        <translation>每节四行推进一层思想，结尾的双行联加以总结或反转。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="177"/>
        <source>Petrarchan sonnet</source>
        <translation>彼特拉克十四行诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="178"/>
        <source>Fourteen lines: eight (the octave) and six (the sestet).</source>
        <translation>十四行：前八行与后六行。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="180"/>
        <source>abba abba cde cde</source>
        <translation>abba abba cde cde</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="181"/>
        <source>The octave puts a question or a scene; with line 9 the poem turns (the volta) to its answer. Two rhymes must carry eight lines: choose them among many words.</source>
        <translation>前八行提出问题或展开情景，第九行起转折作答。前八行只用两个韵，宜选同韵词多的韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="188"/>
        <source>Haiku</source>
        <translation>俳句</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="189"/>
        <source>Three lines of five, seven and five syllables.</source>
        <translation>三行，依次为五、七、五个音节。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="190"/>
        <source>Only syllables are counted; there is no meter.</source>
        <translation>只计音节，没有格律。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="192"/>
        <source>Show one moment, often of a season, in things that can be seen or heard. Two images side by side say more than a comment on them.</source>
        <translation>用看得见、听得到的事物写一个瞬间，常带季节感。两个意象并置，胜过加以评说。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="199"/>
        <source>Limerick</source>
        <translation>五行打油诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="200"/>
        <source>Five lines: three long ones, and two short ones before the last.</source>
        <translation>五行：三个长行，末行之前是两个短行。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="203"/>
        <source>Lines 1, 2 and 5 have three beats, lines 3 and 4 two, with two unstressed syllables between beats. One or two come before the first, and up to two after the last.</source>
        <translation>第 1、2、5 行三拍，第 3、4 行两拍，两拍之间有两个轻音节。首拍之前有一两个轻音节，末拍之后至多两个。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="208"/>
        <source>aabba</source>
        <translation>aabba</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="209"/>
        <source>It is a joke: line 1 brings in somebody, line 5 brings the surprise.</source>
        <translation>这是一则笑话：第一行引出人物，第五行出人意料。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="214"/>
        <source>Ballad stanza</source>
        <translation>歌谣体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="215"/>
        <source>Stanzas of four lines, as many as the story needs.</source>
        <translation>四行一节，节数随故事而定。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="216"/>
        <source>Iambic: four beats in lines 1 and 3, three in lines 2 and 4. One foot of a line may have an unstressed syllable more.</source>
        <translation>抑扬格：第 1、3 行四拍，第 2、4 行三拍。每行可有一个音步多一个轻音节。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="221"/>
        <source>Lines 2 and 4 of each stanza rhyme; lines 1 and 3 need not.</source>
        <translation>每节第 2、4 行押韵，第 1、3 行不必押韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="222"/>
        <source>Tell it plainly, by what people do and say.</source>
        <translation>用人物的言行平实地讲述。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="225"/>
        <source>Villanelle</source>
        <translation>维拉内拉诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="226"/>
        <source>Nineteen lines: five stanzas of three, and one of four.</source>
        <translation>十九行：五节三行诗，加一节四行诗。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="228"/>
        <source>Two rhymes: aba five times, then abaa. Lines 1 and 3 are refrains; they close the stanzas after the first in turn, and together the last.</source>
        <translation>只用两个韵：五节 aba，末节 abaa。第 1、3 行是叠句，轮流结束第一节以后的各节，并一同结束末节。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="233"/>
        <source>Everything hangs on the two refrains: write them first, so that they mean more each time they return.</source>
        <translation>成败系于两个叠句：先写好它们，使之每次重现都更有意味。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="240"/>
        <source>Rhymed couplets</source>
        <translation>双行联韵诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="241"/>
        <source>Pairs of lines, as many as one likes.</source>
        <translation>两行一联，联数不限。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="243"/>
        <source>aa bb cc: the two lines of each pair rhyme.</source>
        <translation>aa bb cc：每联两行押韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="244"/>
        <source>Let each pair round off its thought.</source>
        <translation>每联意思自成一体。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="247"/>
        <source>Blank verse</source>
        <translation>素体诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="248"/>
        <source>As many lines as one likes.</source>
        <translation>行数不限。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="251"/>
        <source>Let sentences run over the ends of lines, so that the beat is not monotonous.</source>
        <translation>让句子跨行，以免节拍单调。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="256"/>
        <source>Free verse</source>
        <translation>自由诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="257"/>
        <source>As many lines of any length as one likes.</source>
        <translation>行数和每行长短都不限。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="258"/>
        <source>There is no meter.</source>
        <translation>没有格律。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="259"/>
        <source>Rhyme is free.</source>
        <translation>押韵与否不限。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/about.py" line="260"/>
        <source>The line is the means: break it where a pause, an image or a turn gains by it.</source>
        <translation>分行就是手法：在停顿、意象或转折因此更有力之处换行。</translation>
    </message>
</context>
<context>
    <name>GlossaryPage</name>
    <message>
        <location filename="../../app/tabs/translate/kept/glossary.py" line="64"/>
        <source>Search the glossary</source>
        <translation>搜索术语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/glossary.py" line="65"/>
        <source>Terms</source>
        <translation>术语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/glossary.py" line="66"/>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/glossary.py" line="67"/>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/glossary.py" line="105"/>
        <source>Terms that you want translated the same way every time appear here: add one above, or import a list.</source>
        <translation>希望每次都译法一致的术语会列在这里：在上方添加，或导入一份列表。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/glossary.py" line="112"/>
        <source>{what} removed.</source>
        <translation>已移除{what}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/glossary.py" line="122"/>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/glossary.py" line="123"/>
        <source>Copy the translation</source>
        <translation>复制译文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/glossary.py" line="179"/>
        <source>“{term}” is there already and is not translated.</source>
        <translation>“{term}”已经存在，设为不翻译。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/glossary.py" line="182"/>
        <source>“{term}” is there already, as “{translation}”.</source>
        <translation>“{term}”已经存在，译作“{translation}”。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/glossary.py" line="192"/>
        <source>Also used here: {terms} of {pair}</source>
        <translation>这里也会用到：{pair} 的 {terms}</translation>
    </message>
</context>
<context>
    <name>GoalMenu</name>
    <message>
        <location filename="../../app/tabs/write/around/goal.py" line="43"/>
        <location filename="../../app/tabs/write/around/goal.py" line="44"/>
        <source>How long it is to be</source>
        <translation>目标长度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/goal.py" line="45"/>
        <source>No goal</source>
        <translation>不设目标</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/goal.py" line="47"/>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/goal.py" line="47"/>
        <source>characters</source>
        <translation>字</translation>
    </message>
</context>
<context>
    <name>GuideText</name>
    <message>
        <location filename="../../app/ui/guide.py" line="72"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>HandEditor</name>
    <message>
        <location filename="../../app/tabs/poetry/hand.py" line="66"/>
        <location filename="../../app/tabs/poetry/hand.py" line="67"/>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/hand.py" line="68"/>
        <source>The poem</source>
        <translation>诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/hand.py" line="70"/>
        <source>Write your poem here, one line a row. Punctuation may stand.</source>
        <translation>在此写诗，一句一行，可带标点。</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <location filename="../../app/tabs/code/files/strip.py" line="140"/>
        <source>New file</source>
        <translation>新建文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/strip.py" line="141"/>
        <source>All open files</source>
        <translation>所有打开的文件</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <location filename="../../app/tabs/code/side/header.py" line="49"/>
        <source>Previous answer</source>
        <translation>上一个回答</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/header.py" line="50"/>
        <source>Next answer</source>
        <translation>下一个回答</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/header.py" line="51"/>
        <source>Close (Esc)</source>
        <translation>关闭 (Esc)</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/header.py" line="73"/>
        <source>Untitled</source>
        <translation>无标题</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/header.py" line="74"/>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/header.py" line="76"/>
        <source>Focus: only the present paragraph stands out</source>
        <translation>专注模式：只突出当前段落</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/header.py" line="77"/>
        <location filename="../../app/tabs/poetry/header.py" line="59"/>
        <source>Side panel</source>
        <translation>侧边栏</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/header.py" line="84"/>
        <source>Rewrite, shorten, translate or change what is selected</source>
        <translation>改写、缩短、翻译或修改选中的文字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/header.py" line="86"/>
        <source>Let the model go on at the cursor</source>
        <translation>让模型从光标处续写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/header.py" line="87"/>
        <source>Stop (Ctrl+.)</source>
        <translation>停止（Ctrl+.）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/header.py" line="120"/>
        <source>Ask the model</source>
        <translation>请模型处理</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/header.py" line="121"/>
        <source>Continue</source>
        <translation>续写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/header.py" line="122"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/header.py" line="57"/>
        <source>Vertical setting</source>
        <translation>竖排</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/header.py" line="58"/>
        <source>Tones, beats and rhymes</source>
        <translation>平仄、节拍与韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/header.py" line="65"/>
        <source>Write the poem yourself; it is checked as you type</source>
        <translation>自己动笔写，边写边检查格律</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/header.py" line="67"/>
        <source>Keep the lines with a closed lock, and have the others written anew</source>
        <translation>保留上了锁的句子，其余重写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/header.py" line="69"/>
        <source>Keep the poem in the collection</source>
        <translation>把这首诗收入诗集</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/header.py" line="70"/>
        <source>Save the poem as a picture, a PDF or a text</source>
        <translation>把诗存为图片、PDF 或文本</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/header.py" line="107"/>
        <source>By hand</source>
        <translation>自己写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/header.py" line="108"/>
        <source>Redo the rest</source>
        <translation>重写其余</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/header.py" line="109"/>
        <source>Kept</source>
        <translation>已收入</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/header.py" line="109"/>
        <source>Keep</source>
        <translation>收入诗集</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/header.py" line="110"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>HeadingList</name>
    <message>
        <location filename="../../app/tabs/write/outline/headings.py" line="73"/>
        <source>Plan with an outline…</source>
        <translation>用大纲规划…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/headings.py" line="74"/>
        <source>Headings</source>
        <translation>标题</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/headings.py" line="75"/>
        <source>The headings of the text are listed here.</source>
        <translation>正文中的标题会列在这里。</translation>
    </message>
</context>
<context>
    <name>HeadsField</name>
    <message>
        <location filename="../../app/tabs/poetry/wishes/fields.py" line="116"/>
        <source>{count} characters for {lines} lines are too many.</source>
        <translation>{lines} 句藏不下 {count} 个字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/fields.py" line="118"/>
        <source>For the first {count} of {lines} lines.</source>
        <translation>只用于 {lines} 句中的前 {count} 句。</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <location filename="../../app/ui/help.py" line="88"/>
        <location filename="../../app/ui/help.py" line="91"/>
        <source>User guide</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <location filename="../../app/ui/help.py" line="89"/>
        <source>Search the guide</source>
        <translation>搜索手册</translation>
    </message>
    <message>
        <location filename="../../app/ui/help.py" line="90"/>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <location filename="../../app/ui/help.py" line="93"/>
        <source>Previous match (Shift+Enter)</source>
        <translation>上一处（Shift+Enter）</translation>
    </message>
    <message>
        <location filename="../../app/ui/help.py" line="94"/>
        <source>Next match (Enter)</source>
        <translation>下一处（Enter）</translation>
    </message>
    <message>
        <location filename="../../app/ui/help.py" line="233"/>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <location filename="../../app/ui/help.py" line="235"/>
        <source>{number} of {count}</source>
        <translation>第 {number} 处，共 {count} 处</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <location filename="../../app/tabs/translate/kept/history.py" line="37"/>
        <source>Search the history</source>
        <translation>搜索历史</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/history.py" line="38"/>
        <source>History of translations</source>
        <translation>翻译历史</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/history.py" line="39"/>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/history.py" line="49"/>
        <source>The history was cleared.</source>
        <translation>历史已清除。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/history.py" line="69"/>
        <source>What you translate is listed here; a click brings it back.</source>
        <translation>翻译过的内容会列在这里，点击即可找回。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/history.py" line="72"/>
        <source>{what} removed.</source>
        <translation>已移除{what}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/history.py" line="79"/>
        <source>Bring back</source>
        <translation>找回</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/history.py" line="80"/>
        <source>Copy the translation</source>
        <translation>复制译文</translation>
    </message>
</context>
<context>
    <name>Hotkey</name>
    <message>
        <location filename="../../app/tabs/translate/hotkey.py" line="29"/>
        <source>Another program holds {keys}. Choose another combination.</source>
        <translation>{keys} 已被其他程序占用，请换一个组合。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/hotkey.py" line="32"/>
        <source>{keys} cannot be used: it is needed for typing, or not on this keyboard. Take Ctrl, Alt or a function key along.</source>
        <translation>不能使用 {keys}：打字需要它，或键盘上没有它。请加上 Ctrl、Alt 或功能键。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/hotkey.py" line="37"/>
        <source>This desktop lets no program have {keys} everywhere.</source>
        <translation>这个桌面环境不允许程序全局占用 {keys}。</translation>
    </message>
</context>
<context>
    <name>HotkeyDialog</name>
    <message>
        <location filename="../../app/tabs/translate/hotkey.py" line="84"/>
        <location filename="../../app/tabs/translate/hotkey.py" line="85"/>
        <source>Hotkey</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/hotkey.py" line="86"/>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/hotkey.py" line="89"/>
        <source>Press the keys that should translate, from any program, what is selected there, or else what was copied.</source>
        <translation>请按下一组按键：在任何程序中按它，就会翻译选中的文字，没有选中时翻译复制的文字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/hotkey.py" line="94"/>
        <source>This desktop lets no program have a key everywhere. In the keyboard settings of the system, bind this command to a key; it translates what was copied.</source>
        <translation>这个桌面环境不允许程序使用全局快捷键。请在系统的键盘设置中为下面的命令指定按键，它会翻译复制的文字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/hotkey.py" line="99"/>
        <source>Use {keys}</source>
        <translation>使用 {keys}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/hotkey.py" line="129"/>
        <source>It is ready.</source>
        <translation>已就绪。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/hotkey.py" line="131"/>
        <source>There is no hotkey yet.</source>
        <translation>还没有设置快捷键。</translation>
    </message>
</context>
<context>
    <name>HubDialog</name>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="78"/>
        <source>A model from the hub</source>
        <translation>从模型库获取</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="80"/>
        <source>Paste the name or address of a repository that has GGUF files.</source>
        <translation>粘贴含有 GGUF 文件的仓库名称或地址。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="82"/>
        <source>Repository</source>
        <translation>仓库</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="84"/>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="85"/>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="86"/>
        <source>With the file for images</source>
        <translation>同时下载图像输入文件</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="87"/>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="88"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="114"/>
        <source>Asking {host} …</source>
        <translation>正在询问 {host}……</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="126"/>
        <source>There is no GGUF file in this repository.</source>
        <translation>此仓库中没有 GGUF 文件。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="147"/>
        <source>Reading what {name} is …</source>
        <translation>正在读取 {name} 的信息……</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="166"/>
        <source>{count} tokens of context</source>
        <translation>上下文 {count} 个 token</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/hub_dialog.py" line="199"/>
        <source>{count} parts</source>
        <translation>{count} 个部分</translation>
    </message>
</context>
<context>
    <name>HunkBar</name>
    <message>
        <location filename="../../app/tabs/write/editor/bar.py" line="62"/>
        <source>{number}/{count}</source>
        <translation>{number}/{count}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/bar.py" line="67"/>
        <source>Accept this change (Alt+Enter)</source>
        <translation>接受这处修改（Alt+Enter）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/bar.py" line="68"/>
        <source>Reject this change (Alt+Backspace)</source>
        <translation>拒绝这处修改（Alt+Backspace）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/bar.py" line="69"/>
        <source>Accept all</source>
        <translation>全部接受</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/bar.py" line="70"/>
        <source>Reject all</source>
        <translation>全部拒绝</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/bar.py" line="71"/>
        <source>Alternative before (Alt+[)</source>
        <translation>上一个备选（Alt+[）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/bar.py" line="72"/>
        <source>Next alternative (Alt+])</source>
        <translation>下一个备选（Alt+]）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/editor/bar.py" line="73"/>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
</context>
<context>
    <name>HunkCard</name>
    <message>
        <location filename="../../app/ui/diff/card.py" line="74"/>
        <source>{number} of {total} · line {line}</source>
        <translation>第 {number} 处，共 {total} 处 · 第 {line} 行</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/card.py" line="76"/>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/card.py" line="76"/>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/card.py" line="79"/>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/card.py" line="80"/>
        <source>Accept (A)</source>
        <translation>接受 (A)</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/card.py" line="81"/>
        <source>Accept change {number}</source>
        <translation>接受第 {number} 处改动</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/card.py" line="82"/>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/card.py" line="83"/>
        <source>Reject (R)</source>
        <translation>拒绝 (R)</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/card.py" line="84"/>
        <source>Reject change {number}</source>
        <translation>拒绝第 {number} 处改动</translation>
    </message>
    <message>
        <location filename="../../app/ui/diff/card.py" line="85"/>
        <source>Change {number}</source>
        <translation>第 {number} 处改动</translation>
    </message>
</context>
<context>
    <name>IdeaPage</name>
    <message>
        <location filename="../../app/tabs/write/plan/idea.py" line="74"/>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/idea.py" line="75"/>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/idea.py" line="76"/>
        <source>Kind</source>
        <translation>体裁</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/idea.py" line="77"/>
        <source>Length</source>
        <translation>篇幅</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/idea.py" line="83"/>
        <source>e.g. why small towns need night buses</source>
        <translation>例如：小城为什么需要夜班公交</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/idea.py" line="85"/>
        <source>What must be in it: facts, names, thoughts, in any order</source>
        <translation>文中必须有的：事实、人名、想法，顺序不限</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/idea.py" line="87"/>
        <source>Audience, tone, structure</source>
        <translation>读者、语气与结构</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/idea.py" line="169"/>
        <source>The kind “{name}” was deleted.</source>
        <translation>已删除体裁“{name}”。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/idea.py" line="185"/>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/idea.py" line="185"/>
        <source>characters</source>
        <translation>字</translation>
    </message>
</context>
<context>
    <name>ImageDialog</name>
    <message>
        <location filename="../../app/tabs/write/around/picture.py" line="99"/>
        <location filename="../../app/tabs/write/around/picture.py" line="100"/>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/picture.py" line="101"/>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/picture.py" line="102"/>
        <source>Read to those who do not see the image, and kept when saved.</source>
        <translation>读给看不到图片的人听，并随文章一起保存。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/picture.py" line="103"/>
        <source>Choose another…</source>
        <translation>换一张…</translation>
    </message>
</context>
<context>
    <name>Instruction</name>
    <message>
        <location filename="../../app/tabs/code/side/instruction.py" line="24"/>
        <source>Do what I say …</source>
        <translation>说出要做什么……</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/instruction.py" line="25"/>
        <source>Instruction</source>
        <translation>要求</translation>
    </message>
</context>
<context>
    <name>JobCard</name>
    <message>
        <location filename="../../app/tabs/translate/jobcard.py" line="83"/>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobcard.py" line="84"/>
        <location filename="../../app/tabs/translate/jobcard.py" line="140"/>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobcard.py" line="85"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobcard.py" line="86"/>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobcard.py" line="87"/>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobcard.py" line="91"/>
        <location filename="../../app/tabs/translate/jobcard.py" line="92"/>
        <source>Remove from the list</source>
        <translation>从列表移除</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobcard.py" line="93"/>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/jobcard.py" line="138"/>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>Kept</name>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="16"/>
        <source>Yours</source>
        <translation>自己的</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="17"/>
        <source>Imported</source>
        <translation>导入的</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="44"/>
        <source>1 term</source>
        <translation>1 条术语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="45"/>
        <source>{count} terms</source>
        <translation>{count} 条术语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="51"/>
        <source>1 entry</source>
        <translation>1 条记录</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="52"/>
        <source>{count} entries</source>
        <translation>{count} 条记录</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="58"/>
        <source>1 translation</source>
        <translation>1 条译文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="59"/>
        <source>{count} translations</source>
        <translation>{count} 条译文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="68"/>
        <source>Today, {hour}</source>
        <translation>今天 {hour}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="70"/>
        <source>Yesterday, {hour}</source>
        <translation>昨天 {hour}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="81"/>
        <source>not translated</source>
        <translation>不翻译</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/words.py" line="104"/>
        <source>Upper and lower case must match.</source>
        <translation>区分大小写。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/files.py" line="86"/>
        <source>There is a file named {file} already.</source>
        <translation>已经有名为 {file} 的文件。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/files.py" line="87"/>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/files.py" line="88"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/notes.py" line="32"/>
        <source>{file} cannot be imported: {reason}.</source>
        <translation>无法导入 {file}：{reason}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/notes.py" line="40"/>
        <source>{what} written to {file}.</source>
        <translation>已把{what}写入 {file}。</translation>
    </message>
</context>
<context>
    <name>KeptPage</name>
    <message>
        <location filename="../../app/tabs/translate/kept/page.py" line="169"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/page.py" line="177"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/page.py" line="198"/>
        <source>{count} found</source>
        <translation>找到 {count} 条</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/page.py" line="200"/>
        <source>Nothing found for “{text}”</source>
        <translation>没有找到“{text}”</translation>
    </message>
</context>
<context>
    <name>LanguageBar</name>
    <message>
        <location filename="../../app/tabs/translate/bar.py" line="88"/>
        <source>Translate from</source>
        <translation>源语言</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/bar.py" line="89"/>
        <source>At the top: the language that is detected, and how surely</source>
        <translation>第一项：检测到的语言及其置信度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/bar.py" line="90"/>
        <source>Translate into</source>
        <translation>目标语言</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/bar.py" line="91"/>
        <location filename="../../app/tabs/translate/bar.py" line="92"/>
        <source>Swap languages and texts</source>
        <translation>互换语言和文字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/bar.py" line="93"/>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/bar.py" line="94"/>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/bar.py" line="95"/>
        <source>Nothing leaves this computer.</source>
        <translation>内容不会离开这台电脑。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/bar.py" line="96"/>
        <source>Glossary, memory and history</source>
        <translation>术语、记忆库与历史</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/bar.py" line="131"/>
        <source>Detect language</source>
        <translation>检测语言</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <location filename="../../app/tabs/poetry/leaving.py" line="47"/>
        <source>Save the poem</source>
        <translation>保存诗作</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/leaving.py" line="47"/>
        <source>Text (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/leaving.py" line="64"/>
        <source>The poem is on the clipboard.</source>
        <translation>诗已复制到剪贴板。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/leaving.py" line="70"/>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/leaving.py" line="71"/>
        <source>Show the folder</source>
        <translation>打开所在文件夹</translation>
    </message>
</context>
<context>
    <name>Library</name>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="84"/>
        <source>Nothing found for “{text}”</source>
        <translation>没有找到“{text}”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="88"/>
        <source>What you write is listed here. Begin with the pen at the top.</source>
        <translation>你写的文章会列在这里。点上方的笔开始。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="111"/>
        <location filename="../../app/tabs/write/library/pane.py" line="210"/>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="176"/>
        <source>Blank piece</source>
        <translation>空白文章</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="178"/>
        <source>From an idea…</source>
        <translation>从一个想法开始…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="184"/>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="192"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="194"/>
        <source>New folder inside</source>
        <translation>在其中新建文件夹</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="196"/>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="197"/>
        <source>Move to</source>
        <translation>移动到</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="198"/>
        <source>Top</source>
        <translation>最上层</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="202"/>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="209"/>
        <source>New piece</source>
        <translation>新建文章</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="214"/>
        <source>Search all pieces</source>
        <translation>搜索所有文章</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="215"/>
        <source>Pieces</source>
        <translation>文章</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="238"/>
        <source>{count} deleted.</source>
        <translation>已删除 {count} 项。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="241"/>
        <source>Folder “{name}” deleted.</source>
        <translation>已删除文件夹“{name}”。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/pane.py" line="242"/>
        <source>“{title}” deleted.</source>
        <translation>已删除“{title}”。</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <location filename="../../app/tabs/write/around/link.py" line="96"/>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/link.py" line="97"/>
        <source>Text to show</source>
        <translation>显示文字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/link.py" line="98"/>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/link.py" line="100"/>
        <source>Take the link off</source>
        <translation>去掉链接</translation>
    </message>
</context>
<context>
    <name>MadeDialog</name>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="77"/>
        <source>How this text was made</source>
        <translation>这段文字是怎样写成的</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="78"/>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="79"/>
        <source>What the model was given</source>
        <translation>给模型的内容</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="80"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="120"/>
        <source>Writing it again…</source>
        <translation>正在重写……</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="124"/>
        <source>The same up to where it was stopped then.</source>
        <translation>到当时停下的地方为止，一字不差。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="126"/>
        <source>The same, character by character.</source>
        <translation>一字不差。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="128"/>
        <source>Stopped; the same so far.</source>
        <translation>已停止；到此为止相同。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="129"/>
        <source>It differs from character {number} on.</source>
        <translation>从第 {number} 个字符起不同。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="143"/>
        <source>Comparing the model with that of then…</source>
        <translation>正在与当时的模型比较……</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="145"/>
        <source>Model, template and settings are those of then.</source>
        <translation>模型、模板和参数都与当时相同。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="148"/>
        <source>Not as it was then:</source>
        <translation>与当时不同的地方：</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="153"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/made.py" line="153"/>
        <source>Write it again</source>
        <translation>重写一遍</translation>
    </message>
</context>
<context>
    <name>MemoryPage</name>
    <message>
        <location filename="../../app/tabs/translate/kept/memory.py" line="38"/>
        <source>Search the translation memory</source>
        <translation>搜索翻译记忆库</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memory.py" line="39"/>
        <source>Translation memory</source>
        <translation>翻译记忆库</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memory.py" line="60"/>
        <source>Sentences that you correct are kept here and used again when they come back; a TMX file can be imported, too.</source>
        <translation>修改过的句子会保存在这里，再次出现时自动使用；也可以导入 TMX 文件。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memory.py" line="65"/>
        <source>{what} removed.</source>
        <translation>已移除{what}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memory.py" line="76"/>
        <source>Translate this again</source>
        <translation>重新翻译这一句</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memory.py" line="77"/>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memory.py" line="78"/>
        <source>Copy the translation</source>
        <translation>复制译文</translation>
    </message>
</context>
<context>
    <name>MemoryTransfer</name>
    <message>
        <location filename="../../app/tabs/translate/kept/memorytransfer.py" line="57"/>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memorytransfer.py" line="58"/>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memorytransfer.py" line="59"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memorytransfer.py" line="60"/>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memorytransfer.py" line="73"/>
        <source>Import a translation memory</source>
        <translation>导入翻译记忆库</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memorytransfer.py" line="81"/>
        <source>Export the translation memory</source>
        <translation>导出翻译记忆库</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memorytransfer.py" line="82"/>
        <source>Translation memory</source>
        <translation>翻译记忆库</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memorytransfer.py" line="123"/>
        <source>{entries} imported.</source>
        <translation>已导入{entries}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memorytransfer.py" line="125"/>
        <source>{entries} there already.</source>
        <translation>{entries}已存在。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/memorytransfer.py" line="130"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="54"/>
        <location filename="../../app/tabs/write/menus.py" line="120"/>
        <source>Other words here…</source>
        <translation>这里换个词…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="55"/>
        <location filename="../../app/tabs/write/menus.py" line="121"/>
        <source>How this was written…</source>
        <translation>这段是怎样写成的…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="61"/>
        <location filename="../../app/tabs/write/menus.py" line="114"/>
        <source>Ask the model</source>
        <translation>请模型处理</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="69"/>
        <source>Accept the change</source>
        <translation>接受修改</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="70"/>
        <source>Reject the change</source>
        <translation>拒绝修改</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="71"/>
        <source>Next change</source>
        <translation>下一处修改</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="72"/>
        <source>Another alternative</source>
        <translation>换一个备选</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="73"/>
        <source>Bold, italic, code</source>
        <translation>加粗、斜体、代码</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="74"/>
        <source>Headings, text</source>
        <translation>标题、正文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="75"/>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="82"/>
        <source>New piece</source>
        <translation>新建文章</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="83"/>
        <source>From an idea…</source>
        <translation>从一个想法开始…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="84"/>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="85"/>
        <source>Recently deleted</source>
        <translation>最近删除</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="100"/>
        <source>Nothing was deleted.</source>
        <translation>没有删除过什么。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="108"/>
        <location filename="../../app/tabs/poetry/menus.py" line="35"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="109"/>
        <location filename="../../app/tabs/poetry/menus.py" line="36"/>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="111"/>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="112"/>
        <source>Find and replace…</source>
        <translation>查找和替换…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="117"/>
        <source>Continue writing</source>
        <translation>接着写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="118"/>
        <location filename="../../app/tabs/poetry/menus.py" line="40"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="123"/>
        <source>Plan with an outline…</source>
        <translation>用大纲规划…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="130"/>
        <location filename="../../app/tabs/poetry/menus.py" line="47"/>
        <source>Side panel</source>
        <translation>侧边栏</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="131"/>
        <source>List of pieces</source>
        <translation>文稿列表</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/menus.py" line="132"/>
        <source>Focus mode</source>
        <translation>专注模式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="31"/>
        <source>New poem</source>
        <translation>新作</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="32"/>
        <source>Keep in the collection</source>
        <translation>收入诗集</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="38"/>
        <source>Compose</source>
        <translation>作诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="39"/>
        <source>Redo the rest</source>
        <translation>重写其余</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="42"/>
        <source>Write by hand</source>
        <translation>自己动笔</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="48"/>
        <source>Vertical setting</source>
        <translation>竖排</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="49"/>
        <source>Tones, beats and rhymes</source>
        <translation>平仄、节拍与韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="55"/>
        <source>Picture or PDF…</source>
        <translation>图片或 PDF…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="56"/>
        <source>Text…</source>
        <translation>文本…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="57"/>
        <source>Copy as text</source>
        <translation>复制文本</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="65"/>
        <source>What fits in the place of a character</source>
        <translation>看看这个字还可以换成什么</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/menus.py" line="66"/>
        <source>To the next character</source>
        <translation>移到下一个字</translation>
    </message>
</context>
<context>
    <name>MessageView</name>
    <message>
        <location filename="../../app/ui/message.py" line="94"/>
        <source>Your message</source>
        <translation>您的消息</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="94"/>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="97"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="98"/>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="99"/>
        <source>Regenerate</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="100"/>
        <source>Continue</source>
        <translation>继续写</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="101"/>
        <location filename="../../app/ui/message.py" line="108"/>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="102"/>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="103"/>
        <source>Previous version</source>
        <translation>上一个版本</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="104"/>
        <source>Next version</source>
        <translation>下一个版本</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="189"/>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="190"/>
        <source>Copy as Markdown</source>
        <translation>复制为 Markdown</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="191"/>
        <source>Copy as HTML</source>
        <translation>复制为 HTML</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="195"/>
        <source>Delete this message</source>
        <translation>删除这条消息</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="196"/>
        <source>Delete this and all after it</source>
        <translation>删除这条及其后全部消息</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="201"/>
        <source>Thinking …</source>
        <translation>正在思考…</translation>
    </message>
    <message>
        <location filename="../../app/ui/message.py" line="201"/>
        <source>Thought</source>
        <translation>思考过程</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <location filename="../../app/tabs/chat/meter.py" line="58"/>
        <source>{used} of {context} tokens</source>
        <translation>{used} / {context} token</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <location filename="../../app/ui/models/list.py" line="38"/>
        <source>On this computer</source>
        <translation>已在本机</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/list.py" line="39"/>
        <source>To download</source>
        <translation>可下载</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/list.py" line="40"/>
        <source>No model answers to this search.</source>
        <translation>没有符合条件的模型。</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <location filename="../../app/ui/models/words.py" line="16"/>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="17"/>
        <source>Writing</source>
        <translation>写作</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="18"/>
        <source>Poetry</source>
        <translation>诗词</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="19"/>
        <source>Translation</source>
        <translation>翻译</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="20"/>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="21"/>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="22"/>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="23"/>
        <source>Search in documents</source>
        <translation>文档检索</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="26"/>
        <source>English</source>
        <translation>英语</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="27"/>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="28"/>
        <source>Japanese</source>
        <translation>日语</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="29"/>
        <source>Korean</source>
        <translation>韩语</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="30"/>
        <source>French</source>
        <translation>法语</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="31"/>
        <source>German</source>
        <translation>德语</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="32"/>
        <source>Spanish</source>
        <translation>西班牙语</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="33"/>
        <source>Italian</source>
        <translation>意大利语</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="34"/>
        <source>Portuguese</source>
        <translation>葡萄牙语</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="35"/>
        <source>Russian</source>
        <translation>俄语</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="36"/>
        <source>Arabic</source>
        <translation>阿拉伯语</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="39"/>
        <source>Fits well</source>
        <translation>适合</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="40"/>
        <source>Will be slow</source>
        <translation>会较慢</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="41"/>
        <source>Does not fit</source>
        <translation>装不下</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="46"/>
        <source>not reduced: the largest and slowest</source>
        <translation>未压缩：最大、最慢</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="47"/>
        <source>8 bits a weight: practically the original</source>
        <translation>每个权重 8 位：几乎与原版无异</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="48"/>
        <source>6 bits a weight: very close to the original</source>
        <translation>每个权重 6 位：非常接近原版</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="49"/>
        <source>5 bits a weight: close to the original</source>
        <translation>每个权重 5 位：接近原版</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="52"/>
        <source>4 bits a weight: a good balance of quality and size</source>
        <translation>每个权重 4 位：质量与大小兼顾</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="54"/>
        <source>3 bits a weight: smaller, and a little worse</source>
        <translation>每个权重 3 位：更小，质量略差</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="57"/>
        <source>2 bits a weight or less: small, and clearly worse</source>
        <translation>每个权重 2 位或更少：很小，质量明显下降</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="84"/>
        <source>{rate} tokens/s</source>
        <translation>{rate} token/秒</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="116"/>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="117"/>
        <source>Best here for: {jobs}</source>
        <translation>本机首选：{jobs}</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="125"/>
        <source>It needs about {needed} of memory and this computer has {total}.</source>
        <translation>约需 {needed} 内存，而这台电脑共有 {total}。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="129"/>
        <source>It needs about {needed} of memory and {free} are free now. Close other programs, or it will be read from the disk again and again.</source>
        <translation>约需 {needed} 内存，目前可用 {free}。请关闭其他程序，否则会反复从磁盘读取。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="135"/>
        <source>It needs about {needed} of memory; {free} are free now.</source>
        <translation>约需 {needed} 内存，目前可用 {free}。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="138"/>
        <source>Weights {weights}, KV cache {kv} for {context} tokens, working memory {rest}.</source>
        <translation>权重 {weights}，{context} 个 token 的 KV 缓存 {kv}，工作内存 {rest}。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="149"/>
        <source>Expected speed: {rate}.</source>
        <translation>预计速度：{rate}。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="159"/>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="164"/>
        <source>Waiting for its turn</source>
        <translation>排队等待中</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="166"/>
        <source>Paused at {done}</source>
        <translation>已暂停：{done}</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="170"/>
        <source>Checking what is there: {done}</source>
        <translation>正在检查已有部分：{done}</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="172"/>
        <source>Connection lost. Next try in {seconds} s</source>
        <translation>连接中断，{seconds} 秒后重试</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="177"/>
        <source>{size}/s</source>
        <translation>{size}/秒</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="185"/>
        <source>{count} s left</source>
        <translation>剩余 {count} 秒</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="187"/>
        <source>{count} min left</source>
        <translation>剩余 {count} 分钟</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/words.py" line="189"/>
        <source>{count} h left</source>
        <translation>剩余 {count} 小时</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <location filename="../../app/ui/models/page.py" line="96"/>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="97"/>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="98"/>
        <source>Search models</source>
        <translation>搜索模型</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="99"/>
        <source>Every job</source>
        <translation>所有用途</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="100"/>
        <source>Job</source>
        <translation>用途</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="101"/>
        <source>Every language</source>
        <translation>所有语言</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="103"/>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="104"/>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="106"/>
        <source>Network…</source>
        <translation>网络…</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="198"/>
        <source>Empty the bin ({size})</source>
        <translation>清空回收站（{size}）</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="204"/>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="205"/>
        <source>Contacted: {hosts}</source>
        <translation>已联系：{hosts}</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="207"/>
        <source>No host has been contacted.</source>
        <translation>尚未联系任何主机。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="255"/>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="257"/>
        <source>{name} comes under the {licence}, which restricts what it may be used for. Read it on the page of {repo} before you agree.</source>
        <translation>{name} 采用 {licence}，其用途受到限制。同意之前请在 {repo} 的页面上阅读许可证。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="260"/>
        <source>I agree</source>
        <translation>同意</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="261"/>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="274"/>
        <source>{name} is in the bin. {size} are freed when it is emptied.</source>
        <translation>{name} 已移入回收站，清空后可释放 {size}。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="278"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="279"/>
        <source>Empty the bin</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="303"/>
        <source>{name} has arrived and is verified.</source>
        <translation>{name} 已下载并通过校验。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="308"/>
        <source>Use this model</source>
        <translation>使用此模型</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="333"/>
        <source>Import a model file</source>
        <translation>导入模型文件</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="333"/>
        <source>Models (*.gguf)</source>
        <translation>模型 (*.gguf)</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="342"/>
        <source>Attach a LoRA adapter</source>
        <translation>附加 LoRA 适配器</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/page.py" line="342"/>
        <source>Adapters (*.gguf)</source>
        <translation>适配器 (*.gguf)</translation>
    </message>
</context>
<context>
    <name>Network</name>
    <message>
        <location filename="../../app/ui/models/network.py" line="69"/>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/network.py" line="71"/>
        <source>Nothing is contacted until you download a model or look at a repository.</source>
        <translation>在你下载模型或查看仓库之前，不会联系任何主机。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/network.py" line="74"/>
        <source>Access token for {host}, for models that ask for it</source>
        <translation>{host} 的访问令牌（部分模型需要）</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/network.py" line="76"/>
        <source>Access token</source>
        <translation>访问令牌</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/network.py" line="78"/>
        <source>Kept in the system's keyring, sent to this host only</source>
        <translation>保存在系统密钥环中，只发送给此主机</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/network.py" line="80"/>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/network.py" line="81"/>
        <source>Forget</source>
        <translation>删除</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/network.py" line="82"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/network.py" line="96"/>
        <source>The token is in the keyring.</source>
        <translation>令牌已存入密钥环。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/network.py" line="99"/>
        <source>The token is forgotten.</source>
        <translation>令牌已删除。</translation>
    </message>
</context>
<context>
    <name>NoteCard</name>
    <message>
        <location filename="../../app/tabs/write/notes/card.py" line="59"/>
        <location filename="../../app/tabs/write/notes/card.py" line="60"/>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/card.py" line="60"/>
        <source>Banned phrase</source>
        <translation>禁用语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/card.py" line="63"/>
        <source>Keywords</source>
        <translation>关键词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/card.py" line="64"/>
        <location filename="../../app/tabs/write/notes/card.py" line="65"/>
        <source>Keywords, with commas between</source>
        <translation>关键词，用逗号分开</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/card.py" line="66"/>
        <location filename="../../app/tabs/write/notes/card.py" line="67"/>
        <source>Remove this note</source>
        <translation>移除这条笔记</translation>
    </message>
</context>
<context>
    <name>NoteGroup</name>
    <message>
        <location filename="../../app/tabs/write/notes/group.py" line="46"/>
        <location filename="../../app/tabs/write/notes/group.py" line="47"/>
        <source>Add: {kind}</source>
        <translation>添加：{kind}</translation>
    </message>
</context>
<context>
    <name>NotesPane</name>
    <message>
        <location filename="../../app/tabs/write/notes/pane.py" line="90"/>
        <source>For this piece</source>
        <translation>用于这篇文章</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/pane.py" line="93"/>
        <source>For the folder “{name}”</source>
        <translation>用于文件夹“{name}”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/pane.py" line="108"/>
        <source>Note removed.</source>
        <translation>已移除笔记。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/pane.py" line="114"/>
        <source>Notes for the model</source>
        <translation>给模型的笔记</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <location filename="../../app/ui/notice.py" line="42"/>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>Offer</name>
    <message>
        <location filename="../../app/ui/models/offer.py" line="23"/>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/offer.py" line="29"/>
        <source>This model is not in your list yet. If it is used where it is, the file has to stay there.</source>
        <translation>这个模型还不在列表里。如果在原处使用，文件就要一直留在那里。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/offer.py" line="58"/>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/offer.py" line="60"/>
        <source>Copy into the models folder</source>
        <translation>复制到模型文件夹</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/offer.py" line="62"/>
        <source>Use it where it is</source>
        <translation>在原处使用</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <location filename="../../app/ui/models/opening.py" line="92"/>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/opening.py" line="93"/>
        <source>Copying {name} into the models folder…</source>
        <translation>正在将 {name} 复制到模型文件夹…</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/opening.py" line="96"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/opening.py" line="113"/>
        <source>{name} is in use already.</source>
        <translation>{name} 已在使用。</translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <location filename="../../app/tabs/write/look/alternatives.py" line="234"/>
        <source>{option}, stands there</source>
        <translation>{option}，即原文</translation>
    </message>
</context>
<context>
    <name>OptionsForm</name>
    <message>
        <location filename="../../app/ui/models/options.py" line="79"/>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="81"/>
        <source>Context length</source>
        <translation>上下文长度</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="82"/>
        <source>GPU layers</source>
        <translation>GPU 层数</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="83"/>
        <source>KV cache</source>
        <translation>KV 缓存</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="84"/>
        <source>Draft model</source>
        <translation>草稿模型</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="90"/>
        <source>As in the preferences</source>
        <translation>与首选项相同</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="93"/>
        <source>16 bit (best)</source>
        <translation>16 位(最佳)</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="93"/>
        <source>8 bit</source>
        <translation>8 位</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="93"/>
        <source>4 bit (smallest)</source>
        <translation>4 位(最小)</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="96"/>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="97"/>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="98"/>
        <source>A small model of the same family that speeds this one up.</source>
        <translation>同系列的小模型，用来加快这个模型。</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="99"/>
        <source>LoRA adapters</source>
        <translation>LoRA 适配器</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="100"/>
        <source>Attach an adapter…</source>
        <translation>附加适配器…</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="178"/>
        <source>Strength of {name}</source>
        <translation>{name} 的强度</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/options.py" line="185"/>
        <source>Take {name} off</source>
        <translation>取下 {name}</translation>
    </message>
</context>
<context>
    <name>OutlineBar</name>
    <message>
        <location filename="../../app/tabs/write/outline/bar.py" line="48"/>
        <source>Add a section</source>
        <translation>添加小节</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/bar.py" line="49"/>
        <source>Merge with the next section</source>
        <translation>与下一节合并</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/bar.py" line="50"/>
        <source>Split the section</source>
        <translation>拆分小节</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/bar.py" line="51"/>
        <source>Delete the section</source>
        <translation>删除小节</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/bar.py" line="56"/>
        <source>Length of the piece</source>
        <translation>全文长度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/bar.py" line="57"/>
        <source>Length of the piece; the sections share it</source>
        <translation>全文长度，由各小节分配</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/bar.py" line="76"/>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/bar.py" line="76"/>
        <source>characters</source>
        <translation>字</translation>
    </message>
</context>
<context>
    <name>OutlineEditor</name>
    <message>
        <location filename="../../app/tabs/write/outline/editor.py" line="94"/>
        <source>New section</source>
        <translation>新小节</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/editor.py" line="118"/>
        <source>Section “{title}” deleted.</source>
        <translation>已删除小节“{title}”。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/editor.py" line="141"/>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/editor.py" line="163"/>
        <source>The sections of the piece are planned here. Begin with the plus at the top.</source>
        <translation>在这里规划文章的各个小节。点上方的加号开始。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/editor.py" line="185"/>
        <source>Draft</source>
        <translation>起草</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/editor.py" line="186"/>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/editor.py" line="187"/>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/editor.py" line="188"/>
        <source>All sections are written</source>
        <translation>各小节均已写完</translation>
    </message>
</context>
<context>
    <name>OutlinePage</name>
    <message>
        <location filename="../../app/tabs/write/plan/making.py" line="41"/>
        <source>The outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/making.py" line="42"/>
        <source>How much of the outline is there</source>
        <translation>大纲的完成进度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/making.py" line="43"/>
        <source>The outline as it is written</source>
        <translation>正在写的大纲</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/making.py" line="86"/>
        <source>{found} of about {count} sections</source>
        <translation>共约 {count} 节，已有 {found} 节</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/making.py" line="90"/>
        <source>The model thinks about the outline…</source>
        <translation>模型正在构思大纲……</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <location filename="../../app/tabs/code/files/pages.py" line="209"/>
        <source>Not on the disk any more: {names}</source>
        <translation>磁盘上已不存在：{names}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/pages.py" line="213"/>
        <source>The list of open files was damaged and put aside as {names}.</source>
        <translation>打开文件的列表已损坏，已另存为 {names}。</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <location filename="../../app/tabs/translate/panel.py" line="57"/>
        <source>Glossary</source>
        <translation>术语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/panel.py" line="57"/>
        <source>Memory</source>
        <translation>记忆库</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/panel.py" line="57"/>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="93"/>
        <source>The picture was copied.</source>
        <translation>图片已复制。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="96"/>
        <source>Poem as a picture</source>
        <translation>诗词图片</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="97"/>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="98"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="99"/>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="100"/>
        <source>Preview of the picture</source>
        <translation>图片预览</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="127"/>
        <source>Save the picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="141"/>
        <source>There is a file named {file} already.</source>
        <translation>已经有名为 {file} 的文件。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="142"/>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="142"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="148"/>
        <source>Saved as {file}.</source>
        <translation>已保存为“{file}”。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/dialog.py" line="149"/>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
</context>
<context>
    <name>PlacesMenu</name>
    <message>
        <location filename="../../app/ui/models/places.py" line="32"/>
        <source>From the hub…</source>
        <translation>从模型库…</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/places.py" line="34"/>
        <source>Import a file…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/places.py" line="36"/>
        <source>Folders that are used in place</source>
        <translation>在原处使用的文件夹</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/places.py" line="45"/>
        <source>Another folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <location filename="../../app/ui/models/places.py" line="56"/>
        <source>Use the models of a folder</source>
        <translation>使用某个文件夹中的模型</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="98"/>
        <source>From an idea to an outline</source>
        <translation>从想法到大纲</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="177"/>
        <source>The model found no other angle. Try again, or write one of your own.</source>
        <translation>模型没有想出别的角度。请再试一次，或自己写一个。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="184"/>
        <source>Stopped. The outline is not complete.</source>
        <translation>已停止，大纲还不完整。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="219"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="237"/>
        <source>A topic is enough; notes make it yours.</source>
        <translation>有主题就够了；有了笔记，文章才更像你的。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="238"/>
        <source>What is it about?</source>
        <translation>写什么？</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="240"/>
        <source>Which angle?</source>
        <translation>选哪个角度？</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="242"/>
        <source>The outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="223"/>
        <location filename="../../app/tabs/write/plan/dialog.py" line="247"/>
        <source>Straight to the outline</source>
        <translation>直接列大纲</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="225"/>
        <location filename="../../app/tabs/write/plan/dialog.py" line="247"/>
        <source>Three angles</source>
        <translation>三个角度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="220"/>
        <location filename="../../app/tabs/write/plan/dialog.py" line="248"/>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="221"/>
        <location filename="../../app/tabs/write/plan/dialog.py" line="250"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="252"/>
        <source>Make the outline</source>
        <translation>列出大纲</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="254"/>
        <location filename="../../app/tabs/write/plan/dialog.py" line="257"/>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="222"/>
        <location filename="../../app/tabs/write/plan/dialog.py" line="254"/>
        <source>Others</source>
        <translation>换一批</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/dialog.py" line="224"/>
        <location filename="../../app/tabs/write/plan/dialog.py" line="256"/>
        <source>Use the usual structure</source>
        <translation>采用常用结构</translation>
    </message>
</context>
<context>
    <name>PoemPage</name>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="12"/>
        <source>Level tone.</source>
        <translation>平声。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="13"/>
        <source>Oblique tone.</source>
        <translation>仄声。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="14"/>
        <source>Its tone is not certain.</source>
        <translation>声调未定。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="17"/>
        <source>A level tone belongs here.</source>
        <translation>此处应平。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="18"/>
        <source>An oblique tone belongs here.</source>
        <translation>此处应仄。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="19"/>
        <source>Either tone may stand here.</source>
        <translation>此处可平可仄。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="20"/>
        <source>The rhyme belongs here.</source>
        <translation>此处押韵。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="23"/>
        <source>It fits.</source>
        <translation>合律。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="24"/>
        <source>It is against the form.</source>
        <translation>不合律。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="25"/>
        <source>It is irregular, and made good.</source>
        <translation>拗而得救。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="26"/>
        <source>It fits by one of its readings.</source>
        <translation>多音字，依其中一读则合律。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="27"/>
        <source>It is not in the book.</source>
        <translation>韵书未收此字。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="30"/>
        <source>strong</source>
        <translation>重</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="31"/>
        <source>weak</source>
        <translation>轻</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="33"/>
        <source>Spoken {beats}.</source>
        <translation>读音：{beats}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="34"/>
        <source>The meter asks for {beats}.</source>
        <translation>格律要求：{beats}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="35"/>
        <source>Keep line {number}</source>
        <translation>保留第 {number} 句</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="36"/>
        <source>It rhymes (rhyme {letter}).</source>
        <translation>押韵（{letter} 韵）。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/page/words.py" line="37"/>
        <source>It does not rhyme as it has to (rhyme {letter}).</source>
        <translation>出韵（应押 {letter} 韵）。</translation>
    </message>
</context>
<context>
    <name>PoemPicture</name>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="14"/>
        <source>Ivory rice paper</source>
        <translation>宣纸</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="15"/>
        <source>Flecked with gold</source>
        <translation>洒金笺</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="16"/>
        <source>Red lines</source>
        <translation>朱丝栏</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="17"/>
        <source>Indigo, gold ink</source>
        <translation>瓷青泥金</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="18"/>
        <source>White</source>
        <translation>白纸</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="24"/>
        <source>Square</source>
        <translation>方形</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="25"/>
        <source>Portrait, 3:4</source>
        <translation>竖幅 3:4</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="26"/>
        <source>Landscape, 4:3</source>
        <translation>横幅 4:3</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="27"/>
        <source>A4 page</source>
        <translation>A4 页面</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="33"/>
        <source>White text</source>
        <translation>白文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="34"/>
        <source>Red text</source>
        <translation>朱文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="40"/>
        <source>PNG picture</source>
        <translation>PNG 图片</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="41"/>
        <source>SVG drawing</source>
        <translation>SVG 矢量图</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/picture/words.py" line="42"/>
        <source>PDF document</source>
        <translation>PDF 文档</translation>
    </message>
</context>
<context>
    <name>PoetryForms</name>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="14"/>
        <source>Regulated</source>
        <translation>近体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="17"/>
        <source>Tunes</source>
        <translation>词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="18"/>
        <source>Old style</source>
        <translation>古风</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="19"/>
        <source>Couplet</source>
        <translation>对联</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="20"/>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="25"/>
        <source>Shakespearean sonnet</source>
        <translation>莎士比亚体十四行诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="26"/>
        <source>14 lines, three quatrains and a couplet</source>
        <translation>14 行：三个四行节，末两行成对</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="29"/>
        <source>Petrarchan sonnet</source>
        <translation>彼特拉克体十四行诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="30"/>
        <source>14 lines, an octave and a sestet</source>
        <translation>14 行：前八行，后六行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="33"/>
        <source>Haiku</source>
        <translation>俳句</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="34"/>
        <source>3 lines of 5, 7 and 5 syllables</source>
        <translation>3 行：5、7、5 个音节</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="37"/>
        <source>Limerick</source>
        <translation>五行打油诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="38"/>
        <source>5 lines rhymed aabba</source>
        <translation>5 行，韵式 aabba</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="41"/>
        <source>Ballad stanza</source>
        <translation>歌谣体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="42"/>
        <source>Stanzas of 4 lines, every other one rhymed</source>
        <translation>每节 4 行，隔行押韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="45"/>
        <source>Villanelle</source>
        <translation>维拉内拉诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="46"/>
        <source>19 lines with two refrains</source>
        <translation>19 行，两句叠句反复出现</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="49"/>
        <source>Couplets</source>
        <translation>双行体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="50"/>
        <source>Pairs of rhymed lines of five beats</source>
        <translation>每两行一韵，每行五个重音</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="53"/>
        <source>Blank verse</source>
        <translation>素体诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="54"/>
        <source>Lines of five beats without rhyme</source>
        <translation>每行五个重音，不押韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="57"/>
        <source>Free verse</source>
        <translation>自由诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="58"/>
        <source>No fixed meter, no rhyme</source>
        <translation>不拘格律，不押韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="62"/>
        <source>level rhymes</source>
        <translation>平韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="63"/>
        <source>oblique rhymes</source>
        <translation>仄韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="64"/>
        <source>entering rhymes</source>
        <translation>入声韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="86"/>
        <source>Two sides that mirror each other</source>
        <translation>上下两联，字字相对</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="88"/>
        <source>{lines} lines of {length} characters</source>
        <translation>{lines} 句，每句 {length} 字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="91"/>
        <source>10 lines or more of {length} characters</source>
        <translation>10 句以上，每句 {length} 字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="93"/>
        <source>Lines of {length} characters, tones free</source>
        <translation>每句 {length} 字，不拘平仄</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="113"/>
        <source>{count} variants</source>
        <translation>{count} 体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="120"/>
        <source>{count} characters</source>
        <translation>{count} 字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="125"/>
        <source>level and oblique rhymes</source>
        <translation>平仄换韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="131"/>
        <source>1 poem</source>
        <translation>1 首</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/words.py" line="132"/>
        <source>{count} poems</source>
        <translation>{count} 首</translation>
    </message>
</context>
<context>
    <name>PoetryShelf</name>
    <message>
        <location filename="../../app/tabs/poetry/shelf/words.py" line="30"/>
        <source>Untitled</source>
        <translation>无题</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/words.py" line="45"/>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/words.py" line="52"/>
        <source>Breaks the form</source>
        <translation>不合体式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/words.py" line="54"/>
        <source>To be checked</source>
        <translation>待核</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/shelf/words.py" line="55"/>
        <source>Keeps the form</source>
        <translation>合乎体式</translation>
    </message>
</context>
<context>
    <name>PoetrySide</name>
    <message>
        <location filename="../../app/tabs/poetry/side.py" line="16"/>
        <source>Form</source>
        <translation>格律</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/side.py" line="17"/>
        <source>Commentary</source>
        <translation>赏析</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/side.py" line="18"/>
        <source>Collection</source>
        <translation>诗集</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <location filename="../../app/ui/preferences.py" line="73"/>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <location filename="../../app/ui/preferences.py" line="75"/>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <location filename="../../app/ui/preferences.py" line="76"/>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <location filename="../../app/ui/preferences.py" line="77"/>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <location filename="../../app/ui/preferences.py" line="78"/>
        <source>Evaluated conversations are kept</source>
        <translation>保留已计算的对话</translation>
    </message>
    <message>
        <location filename="../../app/ui/preferences.py" line="79"/>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <location filename="../../app/ui/preferences.py" line="83"/>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <location filename="../../app/ui/preferences.py" line="85"/>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <location filename="../../app/ui/preferences.py" line="86"/>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <location filename="../../app/ui/preferences.py" line="87"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../app/ui/preferences.py" line="115"/>
        <source>{size} on the disk</source>
        <translation>磁盘上 {size}</translation>
    </message>
    <message>
        <location filename="../../app/ui/preferences.py" line="150"/>
        <source>Choose a data folder</source>
        <translation>选择数据文件夹</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <location filename="../../app/tabs/code/questions.py" line="73"/>
        <source>There is no code here to ask about. Write some, or select some.</source>
        <translation>这里没有可询问的代码。请先写一些或选中一些。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/questions.py" line="108"/>
        <source>The code has changed since this was asked, or its file was closed, so nothing was replaced. Copy what you need from the answer, or ask again.</source>
        <translation>提问之后代码已有改动，或文件已关闭，因此没有替换任何内容。可从回答中复制所需内容，或重新提问。</translation>
    </message>
</context>
<context>
    <name>QuickAdd</name>
    <message>
        <location filename="../../app/tabs/translate/kept/quickadd.py" line="56"/>
        <source>New term</source>
        <translation>新术语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/quickadd.py" line="57"/>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/quickadd.py" line="61"/>
        <source>Do not translate</source>
        <translation>不翻译</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/quickadd.py" line="62"/>
        <location filename="../../app/tabs/translate/kept/quickadd.py" line="63"/>
        <source>Add the term</source>
        <translation>添加术语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/quickadd.py" line="64"/>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>ReadabilityPart</name>
    <message>
        <location filename="../../app/tabs/write/review/reading.py" line="34"/>
        <source>Passages worth a second look</source>
        <translation>值得再看的地方</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/reading.py" line="56"/>
        <source>No passage that needs a second look.</source>
        <translation>没有需要再看的地方。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/reading.py" line="58"/>
        <source>There is no text yet.</source>
        <translation>还没有文字。</translation>
    </message>
</context>
<context>
    <name>Reloader</name>
    <message>
        <location filename="../../app/tabs/code/files/reloader.py" line="93"/>
        <source>{name} was changed on the disk, and you have changed it here.</source>
        <translation>{name} 在磁盘上已被更改，而您在这里也改过它。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/reloader.py" line="97"/>
        <source>Reload</source>
        <translation>重新载入</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/reloader.py" line="98"/>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/reloader.py" line="101"/>
        <location filename="../../app/tabs/code/files/reloader.py" line="128"/>
        <source>Later</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/reloader.py" line="120"/>
        <source>{name} is not on the disk any more: it was deleted or renamed. Its text is kept here.</source>
        <translation>{name} 已不在磁盘上：它被删除或改名了。内容仍保留在这里。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/reloader.py" line="124"/>
        <source>Save it again</source>
        <translation>重新保存</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/reloader.py" line="125"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>RemarksPanel</name>
    <message>
        <location filename="../../app/tabs/poetry/remarks.py" line="85"/>
        <source>What is said of the poem</source>
        <translation>对这首诗的讲解</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/remarks.py" line="86"/>
        <source>A model says this. It may be wrong.</source>
        <translation>以上由模型写成，未必正确。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/remarks.py" line="88"/>
        <source>Language of the explanation</source>
        <translation>讲解所用的语言</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/remarks.py" line="212"/>
        <source>In today's words</source>
        <translation>白话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/remarks.py" line="217"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/remarks.py" line="217"/>
        <source>Explain this poem</source>
        <translation>讲解这首诗</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/remarks.py" line="221"/>
        <source>The model reads the poem…</source>
        <translation>模型正在读诗…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/remarks.py" line="222"/>
        <source>Here a model explains the poem line by line, and says it in today's words.</source>
        <translation>模型在这里逐句讲解，并译成白话。</translation>
    </message>
</context>
<context>
    <name>ReviewPane</name>
    <message>
        <location filename="../../app/tabs/write/review/pane.py" line="115"/>
        <source>Comments</source>
        <translation>意见</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/pane.py" line="115"/>
        <source>Readability</source>
        <translation>易读性</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/pane.py" line="115"/>
        <source>Facts</source>
        <translation>核实</translation>
    </message>
</context>
<context>
    <name>RhymeField</name>
    <message>
        <location filename="../../app/tabs/poetry/wishes/choices.py" line="127"/>
        <source>Any</source>
        <translation>不限</translation>
    </message>
</context>
<context>
    <name>RichText</name>
    <message>
        <location filename="../../app/ui/richtext.py" line="108"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>SamplingForm</name>
    <message>
        <location filename="../../app/ui/sampling.py" line="72"/>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="73"/>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="74"/>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="75"/>
        <source>Min-p</source>
        <translation>Min-p</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="76"/>
        <source>Repeat penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="77"/>
        <source>DRY penalty</source>
        <translation>DRY 惩罚</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="78"/>
        <source>Max tokens</source>
        <translation>最多 token 数</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="79"/>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="80"/>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="81"/>
        <source>Stop strings</source>
        <translation>停止字符串</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="89"/>
        <source>separated by |</source>
        <translation>用 | 分隔</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="90"/>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="91"/>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="92"/>
        <source>As the model does</source>
        <translation>由模型决定</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="92"/>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <location filename="../../app/ui/sampling.py" line="92"/>
        <source>Off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>Saver</name>
    <message>
        <location filename="../../app/tabs/code/files/saver.py" line="47"/>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/saver.py" line="54"/>
        <source>{name} is open in another tab. Close it there first.</source>
        <translation>{name} 已在另一个标签页中打开。请先在那里关闭它。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/saver.py" line="80"/>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/saver.py" line="94"/>
        <source>Replace {name}?</source>
        <translation>要替换 {name} 吗？</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/saver.py" line="96"/>
        <source>Another program has changed the file since it was opened here. What it wrote would be lost.</source>
        <translation>这个文件在这里打开之后，另一个程序改动过它。那些改动将会丢失。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/saver.py" line="100"/>
        <location filename="../../app/tabs/code/files/saver.py" line="108"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/saver.py" line="101"/>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/saver.py" line="107"/>
        <source>Save as UTF-8</source>
        <translation>保存为 UTF-8</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/saver.py" line="110"/>
        <source>Save as UTF-8?</source>
        <translation>要保存为 UTF-8 吗？</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <location filename="../../app/ui/searchfield.py" line="40"/>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
</context>
<context>
    <name>SectionForm</name>
    <message>
        <location filename="../../app/tabs/write/outline/form.py" line="61"/>
        <location filename="../../app/tabs/write/outline/form.py" line="62"/>
        <source>Title of the section</source>
        <translation>小节标题</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/form.py" line="63"/>
        <source>What it says, in a line or two</source>
        <translation>这一节说什么，一两行即可</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/form.py" line="64"/>
        <source>What the section says</source>
        <translation>这一节说什么</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/form.py" line="65"/>
        <source>Length of the section</source>
        <translation>小节长度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/form.py" line="66"/>
        <source>The other sections share what is left.</source>
        <translation>其余小节分配剩下的长度。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/form.py" line="67"/>
        <source>Keep</source>
        <translation>固定</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/form.py" line="68"/>
        <source>Keep this length when others change</source>
        <translation>其他小节改变时，保持这一长度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/form.py" line="69"/>
        <source>Write this section again</source>
        <translation>重写这一节</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/form.py" line="98"/>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/form.py" line="98"/>
        <source>characters</source>
        <translation>字</translation>
    </message>
</context>
<context>
    <name>SegmentBlock</name>
    <message>
        <location filename="../../app/tabs/write/look/block.py" line="69"/>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/block.py" line="69"/>
        <source>Show all</source>
        <translation>展开</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <location filename="../../app/services/settings.py" line="60"/>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="62"/>
        <location filename="../../app/services/settings.py" line="73"/>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="71"/>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="74"/>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="75"/>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="82"/>
        <source>Font size</source>
        <translation>字号</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="90"/>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="91"/>
        <source>Processor threads for the model. More than there are cores is slower.</source>
        <translation>模型使用的处理器线程数。超过核心数反而更慢。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="96"/>
        <location filename="../../app/services/settings.py" line="108"/>
        <location filename="../../app/services/settings.py" line="128"/>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="102"/>
        <source>GPU layers</source>
        <translation>GPU 层数</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="103"/>
        <source>Layers of the model that the graphics card computes, if there is one.</source>
        <translation>由显卡计算的模型层数(如有显卡)。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="114"/>
        <source>Context length</source>
        <translation>上下文长度</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="115"/>
        <source>How many tokens the model sees at once. More needs more memory.</source>
        <translation>模型一次能看到多少 token。越长需要的内存越多。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="125"/>
        <source>KV cache</source>
        <translation>KV 缓存</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="126"/>
        <source>Smaller types save memory in long conversations.</source>
        <translation>较小的类型可在长对话中节省内存。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="129"/>
        <source>16 bit (best)</source>
        <translation>16 位(最佳)</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="130"/>
        <source>8 bit</source>
        <translation>8 位</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="131"/>
        <source>4 bit (smallest)</source>
        <translation>4 位(最小)</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="138"/>
        <source>In memory, MB</source>
        <translation>内存中（MB）</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="139"/>
        <source>Conversations that go on at once when you come back to them.</source>
        <translation>回到这些对话时可立即继续。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="149"/>
        <source>On the disk, MB</source>
        <translation>磁盘上（MB）</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="150"/>
        <source>Conversations that go on at once after the app was closed.</source>
        <translation>关闭应用后再打开，这些对话仍可立即继续。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="160"/>
        <source>Free the memory when idle</source>
        <translation>空闲时释放内存</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="161"/>
        <source>The model is loaded again by itself when you send something.</source>
        <translation>发送内容时会自动重新载入模型。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="165"/>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="166"/>
        <source>After 5 minutes</source>
        <translation>5 分钟后</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="167"/>
        <source>After 15 minutes</source>
        <translation>15 分钟后</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="168"/>
        <source>After an hour</source>
        <translation>1 小时后</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="175"/>
        <source>Stay offline</source>
        <translation>保持离线</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="176"/>
        <source>Nothing is downloaded and no host is contacted.</source>
        <translation>不下载任何内容，不联系任何主机。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="182"/>
        <source>Download from</source>
        <translation>下载来源</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="183"/>
        <source>Addresses separated by spaces are tried one after the other.</source>
        <translation>用空格分隔的地址会依次尝试。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="191"/>
        <source>hf-mirror.com, then Hugging Face</source>
        <translation>先 hf-mirror.com，再 Hugging Face</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="195"/>
        <source>ModelScope, then hf-mirror.com and Hugging Face</source>
        <translation>先魔搭 ModelScope，再 hf-mirror.com 和 Hugging Face</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="203"/>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="204"/>
        <source>e.g. http://127.0.0.1:7890; empty: the system's</source>
        <translation>例如 http://127.0.0.1:7890；留空则按系统设置</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="213"/>
        <source>Translate what I copy</source>
        <translation>翻译我复制的文字</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="214"/>
        <source>Text that you copy in other programs is translated in a small window; addresses, numbers and what password managers mark as secret are left alone. On Wayland and macOS, which show the clipboard only to the program in front, that happens when you come back to Inkstone.</source>
        <translation>在其他程序中复制的文字会在小窗口里翻译；网址、数字和密码管理器标为机密的内容不会处理。Wayland 和 macOS 只让最前面的程序读取剪贴板，因此要等回到 Inkstone 时才会翻译。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="226"/>
        <source>Hotkey</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="227"/>
        <source>Translates from any program what is selected there, or else what was copied. On Wayland and macOS, bind inkstone --translate-clipboard in the system's keyboard settings instead.</source>
        <translation>在任何程序中翻译选中的文字，没有选中时翻译复制的文字。在 Wayland 和 macOS 上，请在系统的键盘设置中绑定 inkstone --translate-clipboard。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="239"/>
        <source>Suggest while I type</source>
        <translation>输入时给出建议</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="240"/>
        <source>What may come next stands in grey at the cursor; Tab takes it.</source>
        <translation>可能的后续内容以灰色显示在光标处，按 Tab 采纳。</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="248"/>
        <source>Seconds for a suggestion</source>
        <translation>每条建议的秒数</translation>
    </message>
    <message>
        <location filename="../../app/services/settings.py" line="249"/>
        <source>The model stops writing then. More time makes longer suggestions.</source>
        <translation>到时模型即停止书写。时间越长，建议越长。</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <location filename="../../app/tabs/write/editor/sheet.py" line="54"/>
        <source>Text</source>
        <translation>正文</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <location filename="../../app/ui/dialogs.py" line="63"/>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <location filename="../../app/ui/dialogs.py" line="76"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <location filename="../../app/tabs/code/side/panel.py" line="99"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/panel.py" line="100"/>
        <source>Put it into a new file</source>
        <translation>放入新文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/panel.py" line="101"/>
        <source>Ask again</source>
        <translation>重新提问</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/panel.py" line="106"/>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/panel.py" line="160"/>
        <source>Ask about code</source>
        <translation>问代码</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/panel.py" line="174"/>
        <source>New file {name}</source>
        <translation>新建文件 {name}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/side/panel.py" line="107"/>
        <location filename="../../app/tabs/code/side/panel.py" line="175"/>
        <source>Insert at cursor</source>
        <translation>插入到光标处</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="83"/>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="84"/>
        <source>Search all conversations</source>
        <translation>搜索全部对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="85"/>
        <location filename="../../app/tabs/chat/sidebar.py" line="86"/>
        <location filename="../../app/tabs/chat/sidebar.py" line="109"/>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="87"/>
        <source>Conversations</source>
        <translation>对话列表</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="122"/>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="163"/>
        <source>Pinned</source>
        <translation>置顶</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="167"/>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="169"/>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="171"/>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="173"/>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="174"/>
        <source>MMMM yyyy</source>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="212"/>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="213"/>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="213"/>
        <source>Pin</source>
        <translation>置顶</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="215"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/sidebar.py" line="220"/>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>Small</name>
    <message>
        <location filename="../../app/tabs/translate/small.py" line="65"/>
        <location filename="../../app/tabs/translate/small.py" line="66"/>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/small.py" line="67"/>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/small.py" line="68"/>
        <source>Open in Inkstone</source>
        <translation>在 Inkstone 中打开</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/small.py" line="70"/>
        <source>Stay open when I go on elsewhere</source>
        <translation>切换到别处时保持打开</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/small.py" line="71"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/small.py" line="115"/>
        <source>Nothing copied yet</source>
        <translation>还没有复制任何内容</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/small.py" line="118"/>
        <source>Translating…</source>
        <translation>正在翻译…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/small.py" line="132"/>
        <source>This text is too long for the small window.</source>
        <translation>这段文字对小窗口来说太长了。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/small.py" line="138"/>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/small.py" line="138"/>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <location filename="../../app/tabs/write/start.py" line="61"/>
        <source>What will you write?</source>
        <translation>今天写点什么？</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/start.py" line="64"/>
        <source>Begin with an idea and plan it with the model, or with an empty page. Whatever the model changes waits for you to accept it.</source>
        <translation>可以从一个想法开始，和模型一起规划，也可以从空白页开始。模型改动的地方都会等你确认。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/start.py" line="68"/>
        <source>From an idea…</source>
        <translation>从一个想法开始…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/start.py" line="69"/>
        <source>Blank piece</source>
        <translation>空白文章</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/start.py" line="70"/>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <location filename="../../app/ui/status.py" line="63"/>
        <source>Loading {model} …</source>
        <translation>正在加载 {model}…</translation>
    </message>
    <message>
        <location filename="../../app/ui/status.py" line="67"/>
        <source>{model} is resting</source>
        <translation>{model} 休眠中</translation>
    </message>
    <message>
        <location filename="../../app/ui/status.py" line="69"/>
        <source>Starting the engine …</source>
        <translation>正在启动引擎…</translation>
    </message>
    <message>
        <location filename="../../app/ui/status.py" line="71"/>
        <source>No model</source>
        <translation>没有模型</translation>
    </message>
    <message>
        <location filename="../../app/ui/status.py" line="74"/>
        <source>Loading progress</source>
        <translation>加载进度</translation>
    </message>
    <message>
        <location filename="../../app/ui/status.py" line="112"/>
        <source>Downloading {percent} %</source>
        <translation>正在下载 {percent}%</translation>
    </message>
    <message>
        <location filename="../../app/ui/status.py" line="114"/>
        <source>offline – nothing leaves this computer</source>
        <translation>离线运行，内容不会离开这台电脑</translation>
    </message>
    <message>
        <location filename="../../app/ui/status.py" line="99"/>
        <source>Reading {percent} %</source>
        <translation>正在阅读 {percent} %</translation>
    </message>
    <message>
        <location filename="../../app/ui/status.py" line="104"/>
        <source>{rate} tokens/s</source>
        <translation>{rate} token/秒</translation>
    </message>
    <message>
        <location filename="../../app/ui/status.py" line="122"/>
        <source>{device} · {layers} layers</source>
        <translation>{device} · {layers} 层</translation>
    </message>
    <message>
        <location filename="../../app/ui/status.py" line="132"/>
        <source>Engine {size}</source>
        <translation>引擎 {size}</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <location filename="../../app/tabs/code/files/strip.py" line="42"/>
        <source>Open files</source>
        <translation>打开的文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/strip.py" line="77"/>
        <source>{name}, not saved</source>
        <translation>{name}，未保存</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/strip.py" line="85"/>
        <source>Close {name}</source>
        <translation>关闭 {name}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/files/strip.py" line="86"/>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>StyleMenu</name>
    <message>
        <location filename="../../app/tabs/translate/style.py" line="81"/>
        <source>As in the source</source>
        <translation>与原文一致</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/style.py" line="82"/>
        <source>Plain</source>
        <translation>平实</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/style.py" line="83"/>
        <source>Formal</source>
        <translation>正式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/style.py" line="85"/>
        <source>Formality</source>
        <translation>正式程度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/style.py" line="85"/>
        <source>Tone</source>
        <translation>语气</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/style.py" line="85"/>
        <source>For which reader</source>
        <translation>面向的读者</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/style.py" line="90"/>
        <source>e.g. warm, dry, lively</source>
        <translation>例如：亲切、冷静、活泼</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/style.py" line="91"/>
        <source>e.g. children, lawyers, patients</source>
        <translation>例如：儿童、律师、患者</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/style.py" line="103"/>
        <source>Style</source>
        <translation>风格</translation>
    </message>
</context>
<context>
    <name>Tab</name>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="91"/>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="92"/>
        <location filename="../../app/tabs/chat/tab.py" line="132"/>
        <source>Conversation settings</source>
        <translation>对话设置</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="97"/>
        <source>What shall we write?</source>
        <translation>今天写点什么？</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="98"/>
        <source>The model runs on this computer. Nothing you write leaves it.</source>
        <translation>模型就在这台电脑上运行，您写的内容不会离开它。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="118"/>
        <location filename="../../app/tabs/chat/tab.py" line="309"/>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="119"/>
        <source>Import conversation…</source>
        <translation>导入对话…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="120"/>
        <source>Export conversation</source>
        <translation>导出对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="123"/>
        <source>Undo deletion</source>
        <translation>撤销删除</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="125"/>
        <source>Search conversations</source>
        <translation>搜索对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="126"/>
        <source>Rename conversation</source>
        <translation>重命名对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="127"/>
        <source>Delete conversation</source>
        <translation>删除对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="129"/>
        <source>Regenerate the last reply</source>
        <translation>重新生成最后一条回复</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="130"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="131"/>
        <source>Conversation list</source>
        <translation>对话列表</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="133"/>
        <source>Write a message</source>
        <translation>写消息</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="134"/>
        <source>Previous conversation</source>
        <translation>上一个对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="135"/>
        <source>Next conversation</source>
        <translation>下一个对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="140"/>
        <source>Send the message</source>
        <translation>发送消息</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="141"/>
        <source>Break the line</source>
        <translation>换行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="142"/>
        <source>Stop the reply</source>
        <translation>停止回复</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="143"/>
        <source>Rename, in the list</source>
        <translation>重命名(列表中)</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="144"/>
        <source>Delete, in the list</source>
        <translation>删除(列表中)</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="215"/>
        <source>Conversation deleted.</source>
        <translation>对话已删除。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="223"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="249"/>
        <source>Message deleted.</source>
        <translation>消息已删除。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="254"/>
        <source>Messages deleted.</source>
        <translation>消息已删除。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="278"/>
        <source>Edit message</source>
        <translation>编辑消息</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="278"/>
        <source>It is sent as a new branch.</source>
        <translation>将作为新的分支发送。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="286"/>
        <source>No usable chat template</source>
        <translation>没有可用的对话模板</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="288"/>
        <source>Use ChatML</source>
        <translation>使用 ChatML</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/tab.py" line="289"/>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/tab.py" line="79"/>
        <source>Translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/tab.py" line="106"/>
        <source>Swap languages</source>
        <translation>互换语言</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/tab.py" line="109"/>
        <source>Glossary, memory and history</source>
        <translation>术语、记忆库与历史</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/tab.py" line="113"/>
        <source>From other programs</source>
        <translation>来自其他程序</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/tab.py" line="260"/>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="69"/>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="96"/>
        <source>Take the suggestion</source>
        <translation>采纳建议</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="97"/>
        <source>Take a word of it</source>
        <translation>采纳一个词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="98"/>
        <source>Take a line of it</source>
        <translation>采纳一行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="99"/>
        <source>Dismiss it</source>
        <translation>取消建议</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="100"/>
        <source>Another suggestion</source>
        <translation>换一条建议</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="101"/>
        <source>Suggest something now</source>
        <translation>立即给出建议</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="102"/>
        <source>Comment lines, or not</source>
        <translation>注释或取消注释</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="103"/>
        <source>Move lines</source>
        <translation>移动行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="111"/>
        <source>New file</source>
        <translation>新建文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="112"/>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="113"/>
        <source>Open recent</source>
        <translation>最近打开的文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="115"/>
        <source>Reopen closed file</source>
        <translation>重新打开已关闭的文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="117"/>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="118"/>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="119"/>
        <source>Save all</source>
        <translation>全部保存</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="120"/>
        <source>Revert to the saved file</source>
        <translation>恢复到已保存的内容</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="122"/>
        <source>Close file</source>
        <translation>关闭文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="126"/>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="127"/>
        <source>Replace…</source>
        <translation>替换…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="128"/>
        <source>Go to line…</source>
        <translation>转到行…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="130"/>
        <source>Ask about the code</source>
        <translation>询问代码</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="133"/>
        <source>Write code…</source>
        <translation>编写代码…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="136"/>
        <source>Next file</source>
        <translation>下一个文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="137"/>
        <source>Previous file</source>
        <translation>上一个文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="140"/>
        <source>Suggest while I type</source>
        <translation>输入时给出建议</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="141"/>
        <source>Questions and answers</source>
        <translation>问与答</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="166"/>
        <source>Empty this list</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="175"/>
        <source>Translate to</source>
        <translation>翻译为</translation>
    </message>
    <message>
        <location filename="../../app/tabs/code/tab.py" line="182"/>
        <source>Change it as I say…</source>
        <translation>按我说的修改…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/tab.py" line="79"/>
        <source>Write</source>
        <translation>写作</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/tab.py" line="227"/>
        <source>The model found nothing to change.</source>
        <translation>模型认为没有需要修改的地方。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/tab.py" line="84"/>
        <source>Poetry</source>
        <translation>诗词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/tab.py" line="85"/>
        <source>Say what the poem is to be about, and press Compose.</source>
        <translation>写下诗的题目或主题，然后按“作诗”。</translation>
    </message>
</context>
<context>
    <name>TableDialog</name>
    <message>
        <location filename="../../app/tabs/write/around/table.py" line="84"/>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/table.py" line="85"/>
        <source>Cells; the first row is the head</source>
        <translation>单元格；第一行为表头</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/table.py" line="87"/>
        <location filename="../../app/tabs/write/around/table.py" line="88"/>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/table.py" line="87"/>
        <source>Add a row below</source>
        <translation>在下方添加一行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/table.py" line="88"/>
        <source>Remove the row</source>
        <translation>删除此行</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/table.py" line="89"/>
        <location filename="../../app/tabs/write/around/table.py" line="90"/>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/table.py" line="89"/>
        <source>Add a column to the right</source>
        <translation>在右侧添加一列</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/table.py" line="90"/>
        <source>Remove the column</source>
        <translation>删除此列</translation>
    </message>
</context>
<context>
    <name>TemplateForm</name>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="59"/>
        <source>Audience</source>
        <translation>读者</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="60"/>
        <source>Tone</source>
        <translation>语气</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="61"/>
        <source>Structure, a part a line</source>
        <translation>结构（每行一个部分）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="62"/>
        <source>To avoid, one thing a line</source>
        <translation>要避免的（每行一项）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="63"/>
        <source>Name of the kind</source>
        <translation>体裁名称</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="69"/>
        <source>Keep as a kind of my own…</source>
        <translation>存为我的体裁…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="70"/>
        <source>Delete this kind</source>
        <translation>删除此体裁</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="71"/>
        <source>Reset</source>
        <translation>还原</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="72"/>
        <source>Back to the template as it was</source>
        <translation>恢复为原来的模板</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="73"/>
        <source>There is a kind of this name already.</source>
        <translation>已有同名体裁。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="120"/>
        <source>Save changes</source>
        <translation>保存更改</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/plan/template.py" line="120"/>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>TermDialog</name>
    <message>
        <location filename="../../app/tabs/translate/kept/dialogs.py" line="74"/>
        <source>Change the term</source>
        <translation>修改术语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/dialogs.py" line="79"/>
        <source>Do not translate</source>
        <translation>不翻译</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/dialogs.py" line="82"/>
        <source>Upper and lower case must match</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/dialogs.py" line="88"/>
        <source>Term</source>
        <translation>术语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/dialogs.py" line="89"/>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/dialogs.py" line="92"/>
        <source>Note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>TermTransfer</name>
    <message>
        <location filename="../../app/tabs/translate/kept/termtransfer.py" line="40"/>
        <source>Import terms</source>
        <translation>导入术语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/termtransfer.py" line="53"/>
        <source>Glossary {source}-{target}</source>
        <translation>术语 {source}-{target}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/termtransfer.py" line="56"/>
        <source>Export terms</source>
        <translation>导出术语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/termtransfer.py" line="66"/>
        <source>{terms} imported.</source>
        <translation>已导入{terms}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/termtransfer.py" line="68"/>
        <source>{terms} there already.</source>
        <translation>{terms}已存在。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/termtransfer.py" line="72"/>
        <source>Take those of the file</source>
        <translation>采用文件中的</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/termtransfer.py" line="75"/>
        <location filename="../../app/tabs/translate/kept/termtransfer.py" line="97"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/termtransfer.py" line="82"/>
        <source>{terms} translated otherwise here, and left so: {names}</source>
        <translation>{terms}在这里译法不同，保持原样：{names}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/kept/termtransfer.py" line="96"/>
        <source>{terms} replaced.</source>
        <translation>已替换{terms}。</translation>
    </message>
</context>
<context>
    <name>TextFile</name>
    <message>
        <location filename="../../app/services/textfile.py" line="152"/>
        <source>it is not written in {encoding}; choose another one</source>
        <translation>它不是 {encoding} 编码；请选择其他编码</translation>
    </message>
    <message>
        <location filename="../../app/services/textfile.py" line="154"/>
        <source>it is not text; open it in the program that made it</source>
        <translation>它不是文本；请用生成它的程序打开</translation>
    </message>
    <message>
        <location filename="../../app/services/textfile.py" line="158"/>
        <source>it is larger than {size}; split it, or open it in another program</source>
        <translation>它大于 {size}；请拆分它，或用其他程序打开</translation>
    </message>
    <message>
        <location filename="../../app/services/textfile.py" line="162"/>
        <source>it is not a file</source>
        <translation>它不是文件</translation>
    </message>
    <message>
        <location filename="../../app/services/textfile.py" line="199"/>
        <source>{encoding} has no “{character}”; save it as UTF-8</source>
        <translation>{encoding} 中没有“{character}”；请保存为 UTF-8</translation>
    </message>
</context>
<context>
    <name>TextPage</name>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="64"/>
        <source>Write or paste the text here</source>
        <translation>在这里输入或粘贴原文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="65"/>
        <source>The translation appears here; correct it freely</source>
        <translation>译文出现在这里，可以直接修改</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="66"/>
        <source>Text to translate</source>
        <translation>原文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="67"/>
        <source>Translation</source>
        <translation>译文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="69"/>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="70"/>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="71"/>
        <source>Copy the translation</source>
        <translation>复制译文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="170"/>
        <source>Translate this sentence again</source>
        <translation>重新翻译这一句</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="171"/>
        <source>How should it be? For example “shorter” or “as a question”.</source>
        <translation>希望译成什么样？例如“简短一些”“改成问句”。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="287"/>
        <source>Characters: {count}</source>
        <translation>字符数：{count}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="295"/>
        <source>Sentences to go: {count}</source>
        <translation>待译句子：{count}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/text.py" line="297"/>
        <source>Sentences to look at: {count}</source>
        <translation>待检查句子：{count}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="111"/>
        <source>Version {number}</source>
        <translation>版本 {number}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="133"/>
        <source>The piece is as it was: {time}.</source>
        <translation>文章已恢复到：{time}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="150"/>
        <source>Versions removed: {count}</source>
        <translation>已移除版本：{count}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="161"/>
        <source>Name…</source>
        <translation>命名…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="162"/>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="170"/>
        <source>Keep a version…</source>
        <translation>保留一个版本…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="171"/>
        <source>Keep the piece as it is now under a name</source>
        <translation>给文章现在的样子起个名字并保留</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="172"/>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="173"/>
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="174"/>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="176"/>
        <source>Versions are kept by themselves while you write, and by you with a name.</source>
        <translation>写作时会自动保留版本，你也可以命名保留。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="213"/>
        <source>Compare the two versions</source>
        <translation>比较这两个版本</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/pane.py" line="215"/>
        <source>Compare the version with the piece as it is now</source>
        <translation>将该版本与文章现在的样子比较</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="71"/>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="72"/>
        <source>Heading 1</source>
        <translation>标题 1</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="73"/>
        <source>Heading 2</source>
        <translation>标题 2</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="74"/>
        <source>Heading 3</source>
        <translation>标题 3</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="75"/>
        <source>Quote</source>
        <translation>引用</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="76"/>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="80"/>
        <source>Kind of paragraph</source>
        <translation>段落类型</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="81"/>
        <source>Kind of paragraph (Ctrl+0 to Ctrl+3)</source>
        <translation>段落类型（Ctrl+0 至 Ctrl+3）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="83"/>
        <source>Bold (Ctrl+B)</source>
        <translation>粗体（Ctrl+B）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="84"/>
        <source>Italic (Ctrl+I)</source>
        <translation>斜体（Ctrl+I）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="85"/>
        <source>Struck through (Ctrl+Shift+X)</source>
        <translation>删除线（Ctrl+Shift+X）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="86"/>
        <source>Link (Ctrl+K)</source>
        <translation>链接（Ctrl+K）</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="87"/>
        <location filename="../../app/tabs/write/around/tools.py" line="141"/>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="88"/>
        <source>Numbered list</source>
        <translation>编号列表</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="92"/>
        <location filename="../../app/tabs/write/around/tools.py" line="93"/>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="94"/>
        <source>Table…</source>
        <translation>表格…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="95"/>
        <source>Image…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="96"/>
        <source>Line between parts</source>
        <translation>分隔线</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="142"/>
        <source>Heading {level}</source>
        <translation>标题 {level}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="143"/>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="144"/>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="145"/>
        <source>Line</source>
        <translation>分隔线</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/tools.py" line="147"/>
        <source>Several</source>
        <translation>多种</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <location filename="../../app/ui/transcript.py" line="61"/>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <location filename="../../app/ui/transcript.py" line="62"/>
        <location filename="../../app/ui/transcript.py" line="63"/>
        <source>Jump to the latest</source>
        <translation>跳到最新</translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message>
        <location filename="../../app/tabs/chat/transfer.py" line="25"/>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/transfer.py" line="29"/>
        <source>Export conversation</source>
        <translation>导出对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/transfer.py" line="45"/>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/transfer.py" line="46"/>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../../app/tabs/chat/transfer.py" line="55"/>
        <source>Import conversation</source>
        <translation>导入对话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/transfer.py" line="69"/>
        <source>Import pieces</source>
        <translation>导入文章</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/transfer.py" line="145"/>
        <source>{title} - who wrote what</source>
        <translation>{title} - 谁写了什么</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/transfer.py" line="165"/>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/transfer.py" line="179"/>
        <source>There is a file named {file} already.</source>
        <translation>已有名为 {file} 的文件。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/transfer.py" line="180"/>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/transfer.py" line="180"/>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/transfer.py" line="194"/>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/transfer.py" line="195"/>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
</context>
<context>
    <name>Translate</name>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="12"/>
        <source>The glossary wants “{expected}” for “{found}”.</source>
        <translation>术语表要求把“{found}”译作“{expected}”。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="13"/>
        <source>The number {expected} is missing or changed.</source>
        <translation>数字 {expected} 缺失或有变。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="14"/>
        <source>The date {expected} is missing or changed.</source>
        <translation>日期 {expected} 缺失或有变。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="15"/>
        <source>The unit of {expected} is missing or changed.</source>
        <translation>{expected} 的单位缺失或有变。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="16"/>
        <source>The currency of {expected} is missing or changed.</source>
        <translation>{expected} 的币种缺失或有变。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="19"/>
        <source>The name {expected} is missing or changed.</source>
        <translation>名称 {expected} 缺失或有变。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="20"/>
        <source>The address {expected} is missing or changed.</source>
        <translation>网址 {expected} 缺失或有变。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="21"/>
        <source>The negation “{expected}” is lost.</source>
        <translation>否定“{expected}”丢失了。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="22"/>
        <source>A bracket is missing: {expected}</source>
        <translation>缺少括号：{expected}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="23"/>
        <source>A quotation mark is missing: {expected}</source>
        <translation>缺少引号：{expected}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="24"/>
        <source>Something is not translated: {expected}</source>
        <translation>有内容未翻译：{expected}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="25"/>
        <location filename="../../app/tabs/translate/words.py" line="41"/>
        <source>It is strangely short or long for its source.</source>
        <translation>与原文相比，长度异常。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="26"/>
        <source>The placeholder {expected} is damaged.</source>
        <translation>占位符 {expected} 已损坏。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="29"/>
        <source>The number {found} is not in the source.</source>
        <translation>原文没有数字 {found}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="30"/>
        <source>The date {found} is not in the source.</source>
        <translation>原文没有日期 {found}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="31"/>
        <source>The unit of {found} is not that of the source.</source>
        <translation>{found} 的单位与原文不同。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="32"/>
        <source>The currency of {found} is not that of the source.</source>
        <translation>{found} 的币种与原文不同。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="35"/>
        <source>The name {found} is not in the source.</source>
        <translation>原文没有名称 {found}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="36"/>
        <source>The address {found} is not in the source.</source>
        <translation>原文没有网址 {found}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="37"/>
        <source>“{found}” negates what the source affirms.</source>
        <translation>原文是肯定的，“{found}”却是否定。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="38"/>
        <source>A bracket is too many: {found}</source>
        <translation>多了括号：{found}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="39"/>
        <source>A quotation mark is too many: {found}</source>
        <translation>多了引号：{found}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="40"/>
        <source>This is not translated: {found}</source>
        <translation>这里没有翻译：{found}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="42"/>
        <source>The placeholder {found} is not in the source.</source>
        <translation>原文没有占位符 {found}。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="47"/>
        <source>By the model</source>
        <translation>由模型翻译</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="48"/>
        <source>Yours, kept in the memory</source>
        <translation>由你修改，已存入记忆库</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="49"/>
        <source>From the translation memory</source>
        <translation>来自翻译记忆库</translation>
    </message>
    <message>
        <location filename="../../app/tabs/translate/words.py" line="50"/>
        <source>Nothing to translate</source>
        <translation>无需翻译</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <location filename="../../app/ui/troubles.py" line="40"/>
        <source>Load it anyway</source>
        <translation>仍然加载</translation>
    </message>
    <message>
        <location filename="../../app/ui/troubles.py" line="44"/>
        <source>{problem} Little memory was free.</source>
        <translation>{problem}当时可用内存很少。</translation>
    </message>
    <message>
        <location filename="../../app/ui/troubles.py" line="46"/>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <location filename="../../app/ui/troubles.py" line="58"/>
        <source>The engine ended while little memory was free, and was started again. Nothing is lost.</source>
        <translation>引擎在可用内存很少时中止，已重新启动。没有丢失任何内容。</translation>
    </message>
    <message>
        <location filename="../../app/ui/troubles.py" line="68"/>
        <source>The model has made no progress for a minute.</source>
        <translation>模型已有一分钟没有进展。</translation>
    </message>
    <message>
        <location filename="../../app/ui/troubles.py" line="69"/>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <location filename="../../app/ui/troubles.py" line="71"/>
        <source>Wait</source>
        <translation>继续等待</translation>
    </message>
    <message>
        <location filename="../../app/ui/troubles.py" line="76"/>
        <source>Memory is running out: {available} is free. Close other programs, or free the model; it is loaded again when it is needed.</source>
        <translation>内存即将用尽：仅剩 {available}。请关闭其他程序，或释放模型；需要时会重新加载。</translation>
    </message>
    <message>
        <location filename="../../app/ui/troubles.py" line="81"/>
        <source>Free the model</source>
        <translation>释放模型</translation>
    </message>
    <message>
        <location filename="../../app/ui/troubles.py" line="96"/>
        <source>Use a context of {n} tokens</source>
        <translation>使用 {n} 个 token 的上下文</translation>
    </message>
</context>
<context>
    <name>Updates</name>
    <message>
        <location filename="../../app/ui/updates.py" line="36"/>
        <source>Inkstone was updated. Start it again, so that everything fits together.</source>
        <translation>Inkstone 已更新。请重新启动，以免新旧文件混用。</translation>
    </message>
    <message>
        <location filename="../../app/ui/updates.py" line="40"/>
        <source>Inkstone was removed. Close it, because parts of it are missing now; what you wrote stays.</source>
        <translation>Inkstone 已被卸载，部分文件已不存在，请关闭窗口；写下的内容都会保留。</translation>
    </message>
    <message>
        <location filename="../../app/ui/updates.py" line="43"/>
        <source>Close Inkstone</source>
        <translation>关闭 Inkstone</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <location filename="../../app/tabs/poetry/wording/verdict.py" line="11"/>
        <source>Against the form</source>
        <translation>不合体式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/verdict.py" line="12"/>
        <source>Better avoided</source>
        <translation>最好避免</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/verdict.py" line="13"/>
        <source>For you to decide</source>
        <translation>请你定夺</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/verdict.py" line="14"/>
        <source>Irregular, and made good</source>
        <translation>拗而能救</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/verdict.py" line="16"/>
        <source>Keeps the form</source>
        <translation>合乎体式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/verdict.py" line="17"/>
        <source>One thing is against the form</source>
        <translation>有 1 处不合体式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/verdict.py" line="18"/>
        <source>{count} things are against the form</source>
        <translation>有 {count} 处不合体式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/verdict.py" line="19"/>
        <source>Keeps the form; one character has more than one reading</source>
        <translation>合乎体式；有 1 个多音字待定</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/verdict.py" line="22"/>
        <source>Keeps the form; {count} characters have more than one reading</source>
        <translation>合乎体式；有 {count} 个多音字待定</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/verdict.py" line="25"/>
        <source>Keeps the form; one thing is for you to decide</source>
        <translation>合乎体式；有 1 处请你定夺</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wording/verdict.py" line="26"/>
        <source>Keeps the form; {count} things are for you to decide</source>
        <translation>合乎体式；有 {count} 处请你定夺</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <location filename="../../app/ui/window.py" line="172"/>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="173"/>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="174"/>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="175"/>
        <source>&amp;Settings</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="176"/>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="194"/>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="199"/>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="201"/>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="205"/>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="209"/>
        <location filename="../../app/ui/window.py" line="279"/>
        <source>Models…</source>
        <translation>模型…</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="212"/>
        <source>Preferences…</source>
        <translation>偏好设置…</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="229"/>
        <source>More models…</source>
        <translation>更多模型…</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="233"/>
        <source>User guide</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="271"/>
        <source>{name} has arrived and is verified.</source>
        <translation>{name} 已下载并通过校验。</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="272"/>
        <location filename="../../app/ui/window.py" line="337"/>
        <source>Choose a model…</source>
        <translation>选择模型…</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="336"/>
        <source>This is a tiny starter model. Get a better one for this computer.</source>
        <translation>这是一个很小的入门模型。为这台电脑选一个更好的吧。</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="236"/>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="239"/>
        <source>Open the log folder</source>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="240"/>
        <source>About Inkstone</source>
        <translation>关于砚</translation>
    </message>
    <message>
        <location filename="../../app/ui/window.py" line="307"/>
        <source>From the next start on your data are in {folder}. They were copied there, except for models; the old folder stays as it is.</source>
        <translation>下次启动起，您的数据将位于 {folder}。数据（模型除外）已复制过去，原文件夹保持不变。</translation>
    </message>
</context>
<context>
    <name>WishField</name>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="121"/>
        <source>What should be done with the text? e.g. “as a letter”</source>
        <translation>想怎样处理这段文字？例如“改成一封信”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="123"/>
        <source>What should be done with the text</source>
        <translation>想怎样处理这段文字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="124"/>
        <location filename="../../app/tabs/write/wishes.py" line="125"/>
        <source>Ask the model</source>
        <translation>请模型处理</translation>
    </message>
</context>
<context>
    <name>Wishes</name>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="122"/>
        <source>Variant</source>
        <translation>格式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="123"/>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="124"/>
        <source>Mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="125"/>
        <source>Images</source>
        <translation>意象</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="126"/>
        <source>Lines</source>
        <translation>句数</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="127"/>
        <source>Characters a side</source>
        <translation>每边字数</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="128"/>
        <source>Opening words</source>
        <translation>开头</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="129"/>
        <source>First characters of the lines</source>
        <translation>藏头</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="130"/>
        <source>Words to use</source>
        <translation>要用的词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="131"/>
        <source>Words to avoid</source>
        <translation>不用的词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="132"/>
        <source>In the manner of</source>
        <translation>风格</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="133"/>
        <source>Rhyme book</source>
        <translation>韵书</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="134"/>
        <source>Rhyme</source>
        <translation>韵部</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="135"/>
        <source>Rhyme with</source>
        <translation>押韵的词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="136"/>
        <source>Tone pattern</source>
        <translation>起式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="137"/>
        <source>First line</source>
        <translation>首句</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="138"/>
        <source>Characters</source>
        <translation>字体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="142"/>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="143"/>
        <source>Form</source>
        <translation>诗体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="186"/>
        <source>e.g. 秋江</source>
        <translation>如：秋江</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="186"/>
        <source>e.g. an old lighthouse</source>
        <translation>如：an old lighthouse</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="191"/>
        <source>with spaces between</source>
        <translation>用空格隔开</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="214"/>
        <source>More wishes</source>
        <translation>更多要求</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="220"/>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="221"/>
        <source>平起, second character level</source>
        <translation>平起</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="222"/>
        <source>仄起, second character oblique</source>
        <translation>仄起</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="227"/>
        <source>Rhymes or not</source>
        <translation>不限</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="228"/>
        <source>Rhymes</source>
        <translation>入韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="229"/>
        <source>Does not rhyme</source>
        <translation>不入韵</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="232"/>
        <source>Simplified</source>
        <translation>简体</translation>
    </message>
    <message>
        <location filename="../../app/tabs/poetry/wishes/wishes.py" line="232"/>
        <source>Traditional</source>
        <translation>繁体</translation>
    </message>
</context>
<context>
    <name>WriteImages</name>
    <message>
        <location filename="../../app/tabs/write/around/picture.py" line="27"/>
        <source>Choose an image</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/picture.py" line="28"/>
        <source>Images ({patterns})</source>
        <translation>图片 ({patterns})</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/picture.py" line="40"/>
        <source>“{name}” cannot be read.</source>
        <translation>无法读取“{name}”。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/picture.py" line="45"/>
        <source>“{name}” is larger than {most} MB. Make it smaller first.</source>
        <translation>“{name}”大于 {most} MB，请先缩小。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/around/picture.py" line="47"/>
        <source>“{name}” is no PNG, JPEG, GIF, WebP or SVG image.</source>
        <translation>“{name}”不是 PNG、JPEG、GIF、WebP 或 SVG 图片。</translation>
    </message>
</context>
<context>
    <name>WriteLook</name>
    <message>
        <location filename="../../app/tabs/write/look/authors.py" line="26"/>
        <source>Typed by you</source>
        <translation>你输入的</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/authors.py" line="27"/>
        <source>Pasted by you</source>
        <translation>你粘贴的</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/authors.py" line="28"/>
        <source>Written by a model</source>
        <translation>模型写的</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/authors.py" line="29"/>
        <source>By a model, edited</source>
        <translation>模型写的，你改过</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/block.py" line="21"/>
        <source>Instructions</source>
        <translation>指示</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/block.py" line="22"/>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/block.py" line="23"/>
        <source>Facts</source>
        <translation>事实</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/block.py" line="24"/>
        <source>Style sheet</source>
        <translation>风格要求</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/block.py" line="25"/>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/block.py" line="26"/>
        <source>Summary so far</source>
        <translation>前文摘要</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/block.py" line="27"/>
        <source>Recent text</source>
        <translation>最近的正文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/block.py" line="28"/>
        <source>Text to work on</source>
        <translation>要处理的文本</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/block.py" line="30"/>
        <source>Marks of the chat template</source>
        <translation>对话模板的标记</translation>
    </message>
</context>
<context>
    <name>WriteMade</name>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="17"/>
        <source>Written</source>
        <translation>写于</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="18"/>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="19"/>
        <source>Model file</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="20"/>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="21"/>
        <source>Settings</source>
        <translation>参数</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="22"/>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="23"/>
        <source>{what}: {then} then, {now} now</source>
        <translation>{what}：当时为 {then}，现在为 {now}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="25"/>
        <source>There is no model to ask now.</source>
        <translation>现在没有可用的模型。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="26"/>
        <source>The model file has the name and the size it had, but whether it is the same is not known.</source>
        <translation>模型文件的名称和大小与当时相同，但无法确定是不是同一个文件。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="30"/>
        <source>The seed is not known.</source>
        <translation>当时的随机种子没有记录。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="34"/>
        <source>Quantization</source>
        <translation>量化</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="35"/>
        <source>Adapters</source>
        <translation>适配器</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="36"/>
        <source>Chat template</source>
        <translation>对话模板</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="39"/>
        <source>Banned phrases</source>
        <translation>禁用词语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="40"/>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="41"/>
        <source>Context window</source>
        <translation>上下文窗口</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="42"/>
        <source>Precision of the cache</source>
        <translation>缓存精度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="43"/>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="44"/>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="47"/>
        <source>Instructions</source>
        <translation>指令</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="48"/>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/look/madewords.py" line="49"/>
        <source>Text that is carried on</source>
        <translation>接着写的文字</translation>
    </message>
</context>
<context>
    <name>WriteNotes</name>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="14"/>
        <source>Style sheet</source>
        <translation>风格要求</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="15"/>
        <source>Characters</source>
        <translation>人物</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="16"/>
        <source>Facts</source>
        <translation>事实</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="17"/>
        <source>Author's note</source>
        <translation>作者提示</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="18"/>
        <source>Banned phrases</source>
        <translation>禁用语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="21"/>
        <source>How the piece sounds: tense, spelling, words to prefer.</source>
        <translation>文章的口吻：人称、用字、偏好的词。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="24"/>
        <source>Who occurs. The model is told of them where they are named.</source>
        <translation>出场的人物。提到名字时才告诉模型。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="27"/>
        <source>What is true here. With keywords, it is told only where one of them occurs.</source>
        <translation>文中成立的事实。有关键词时，只在关键词出现处告诉模型。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="30"/>
        <source>What the model is reminded of each time, such as where this is going.</source>
        <translation>每次都提醒模型的话，例如接下来往哪里写。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="33"/>
        <source>What the model can never write.</source>
        <translation>模型绝不会写出的短语。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="36"/>
        <source>Past tense…</source>
        <translation>第三人称，短句…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="37"/>
        <source>Who they are</source>
        <translation>是什么样的人</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="38"/>
        <source>Founded in 1963…</source>
        <translation>建于 1963 年…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="39"/>
        <source>Slow down here…</source>
        <translation>这里放慢节奏…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="40"/>
        <source>in today's world…</source>
        <translation>众所周知…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="57"/>
        <source>From the folder “{name}”</source>
        <translation>来自文件夹“{name}”</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/notes/words.py" line="59"/>
        <source>For all pieces</source>
        <translation>用于所有文章</translation>
    </message>
</context>
<context>
    <name>WriteOutline</name>
    <message>
        <location filename="../../app/tabs/write/outline/rows.py" line="122"/>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/rows.py" line="124"/>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/rows.py" line="127"/>
        <source>Being written</source>
        <translation>正在写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/outline/rows.py" line="131"/>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>WritePanes</name>
    <message>
        <location filename="../../app/tabs/write/library/telling.py" line="35"/>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/telling.py" line="46"/>
        <source>{count} characters</source>
        <translation>{count} 字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/telling.py" line="48"/>
        <source>{count} word</source>
        <translation>{count} 词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/telling.py" line="50"/>
        <source>{count} words</source>
        <translation>{count} 词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/telling.py" line="60"/>
        <source>Today, {hour}</source>
        <translation>今天 {hour}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/telling.py" line="62"/>
        <source>Yesterday, {hour}</source>
        <translation>昨天 {hour}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/telling.py" line="64"/>
        <source>{day}, {hour}</source>
        <translation>{day} {hour}</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/telling.py" line="69"/>
        <source>Untitled</source>
        <translation>无标题</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/kindnames.py" line="40"/>
        <source>Write in English</source>
        <translation>用英文写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/library/kindnames.py" line="41"/>
        <source>Write in Chinese</source>
        <translation>用中文写</translation>
    </message>
</context>
<context>
    <name>WriteReview</name>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="15"/>
        <source>Clarity</source>
        <translation>清楚</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="16"/>
        <source>Logic</source>
        <translation>逻辑</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="17"/>
        <source>Facts to check</source>
        <translation>待核实</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="18"/>
        <location filename="../../app/tabs/write/review/words.py" line="24"/>
        <source>Clichés</source>
        <translation>套话</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="21"/>
        <source>Long sentences</source>
        <translation>长句</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="22"/>
        <source>Repeated words</source>
        <translation>重复的词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="23"/>
        <source>Overused words</source>
        <translation>用滥的词</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="27"/>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="28"/>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="29"/>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="30"/>
        <source>Quotations</source>
        <translation>引语</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="31"/>
        <source>Addresses</source>
        <translation>网址和邮箱</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="33"/>
        <source>Sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="34"/>
        <source>Average sentence</source>
        <translation>平均句长</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="35"/>
        <source>Reading ease</source>
        <translation>易读度</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="36"/>
        <source>School grade</source>
        <translation>年级</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="37"/>
        <source>Common characters</source>
        <translation>常用字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="41"/>
        <source>Very easy to read</source>
        <translation>非常易读</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="42"/>
        <source>Easy to read</source>
        <translation>易读</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="43"/>
        <source>Fairly easy to read</source>
        <translation>比较易读</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="44"/>
        <source>Plain English</source>
        <translation>平实的英文</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="45"/>
        <source>Fairly difficult</source>
        <translation>有些难读</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="46"/>
        <source>Difficult</source>
        <translation>难读</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="47"/>
        <source>Very difficult</source>
        <translation>非常难读</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="49"/>
        <source>Long: readers lose the thread</source>
        <translation>偏长：读者容易跟不上</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="50"/>
        <source>Rather long</source>
        <translation>稍长</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="51"/>
        <source>Easy to follow</source>
        <translation>容易读懂</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="52"/>
        <source>Short and brisk</source>
        <translation>短而明快</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="56"/>
        <source>Nearly all readers know them</source>
        <translation>几乎人人认识</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="57"/>
        <source>Some are rare</source>
        <translation>有一些生僻字</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="58"/>
        <source>Many are rare</source>
        <translation>生僻字较多</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="99"/>
        <source>For adults who read much</source>
        <translation>适合常读书的成年人</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/review/words.py" line="100"/>
        <source>Understood from about {age} years on</source>
        <translation>约 {age} 岁以上能读懂</translation>
    </message>
</context>
<context>
    <name>WriteSide</name>
    <message>
        <location filename="../../app/tabs/write/side.py" line="16"/>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/side.py" line="17"/>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/side.py" line="18"/>
        <source>Review</source>
        <translation>审读</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/side.py" line="19"/>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/side.py" line="20"/>
        <source>Who wrote what</source>
        <translation>谁写了什么</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/side.py" line="21"/>
        <source>Model’s prompt</source>
        <translation>给模型的内容</translation>
    </message>
</context>
<context>
    <name>WriteTimeline</name>
    <message>
        <location filename="../../app/tabs/write/timeline/rows.py" line="18"/>
        <source>Kept by itself</source>
        <translation>自动保留</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/rows.py" line="19"/>
        <source>Kept by you</source>
        <translation>由你保留</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/rows.py" line="20"/>
        <source>Brought back</source>
        <translation>恢复而来</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/timeline/rows.py" line="52"/>
        <source>From {time}</source>
        <translation>来自 {time}</translation>
    </message>
</context>
<context>
    <name>WriteTransfer</name>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="14"/>
        <source>Word document</source>
        <translation>Word 文档</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="15"/>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="16"/>
        <source>OpenDocument text</source>
        <translation>OpenDocument 文本</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="17"/>
        <source>E-book</source>
        <translation>电子书</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="18"/>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="19"/>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="20"/>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="21"/>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="24"/>
        <source>Its comments were left out.</source>
        <translation>其中的批注未导入。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="25"/>
        <source>Its table of contents was left out.</source>
        <translation>其中的目录未导入。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="26"/>
        <source>Charts and other objects in it were left out.</source>
        <translation>其中的图表和其他对象未导入。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="27"/>
        <source>In place of images that could not be read stand their descriptions.</source>
        <translation>无法读取的图片由其说明文字代替。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="30"/>
        <source>Its footnotes stand at the end.</source>
        <translation>脚注放在文末。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="32"/>
        <source>Its tracked changes were accepted.</source>
        <translation>其中的修订已全部接受。</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/transfer/words.py" line="42"/>
        <source>“{title}” is imported.</source>
        <translation>已导入“{title}”。</translation>
    </message>
</context>
<context>
    <name>WriteWishes</name>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="21"/>
        <source>Rewrite</source>
        <translation>改写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="22"/>
        <source>Shorten</source>
        <translation>缩短</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="23"/>
        <source>Expand</source>
        <translation>扩写</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="24"/>
        <source>Simplify</source>
        <translation>改得更浅白</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="25"/>
        <source>Fix grammar</source>
        <translation>改正语法</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="26"/>
        <source>Make vivid</source>
        <translation>写得更生动</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="30"/>
        <source>Friendly</source>
        <translation>亲切</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="31"/>
        <source>Formal</source>
        <translation>正式</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="32"/>
        <source>Confident</source>
        <translation>自信</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="33"/>
        <source>Gentle</source>
        <translation>委婉</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="34"/>
        <source>Humorous</source>
        <translation>幽默</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="35"/>
        <source>Matter-of-fact</source>
        <translation>客观平实</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="59"/>
        <source>Say what to do…</source>
        <translation>说说想怎么改…</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="68"/>
        <source>Change tone</source>
        <translation>改变语气</translation>
    </message>
    <message>
        <location filename="../../app/tabs/write/wishes.py" line="72"/>
        <source>Translate into</source>
        <translation>翻译成</translation>
    </message>
</context>
</TS>
