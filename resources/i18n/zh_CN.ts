<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
    <context>
        <name>Composer</name>
        <message>
            <source>Write to the model …</source>
            <translation>写给模型…</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>发送</translation>
        </message>
        <message>
            <source>Send (Enter); Shift+Enter breaks the line</source>
            <translation>发送(Enter);Shift+Enter 换行</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Stop (Esc)</source>
            <translation>停止(Esc)</translation>
        </message>
    </context>
    <context>
        <name>ConversationPanel</name>
        <message>
            <source>System prompt</source>
            <translation>系统提示词</translation>
        </message>
        <message>
            <source>How the model should behave in this conversation, e.g. “Answer briefly.”</source>
            <translation>希望模型在这个对话里怎样回答，例如“请简短回答。”</translation>
        </message>
        <message>
            <source>Saved system prompts</source>
            <translation>已保存的系统提示词</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>高级</translation>
        </message>
        <message>
            <source>Use the model's own values</source>
            <translation>使用模型推荐值</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>温度</translation>
        </message>
        <message>
            <source>Top-k</source>
            <translation>Top-k</translation>
        </message>
        <message>
            <source>Top-p</source>
            <translation>Top-p</translation>
        </message>
        <message>
            <source>Min-p</source>
            <translation>Min-p</translation>
        </message>
        <message>
            <source>Repeat penalty</source>
            <translation>重复惩罚</translation>
        </message>
        <message>
            <source>DRY penalty</source>
            <translation>DRY 惩罚</translation>
        </message>
        <message>
            <source>Max tokens</source>
            <translation>最多 token 数</translation>
        </message>
        <message>
            <source>Seed</source>
            <translation>随机种子</translation>
        </message>
        <message>
            <source>Thinking</source>
            <translation>思考</translation>
        </message>
        <message>
            <source>Stop strings</source>
            <translation>停止字符串</translation>
        </message>
        <message>
            <source>separated by |</source>
            <translation>用 | 分隔</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>不限</translation>
        </message>
        <message>
            <source>Random</source>
            <translation>随机</translation>
        </message>
        <message>
            <source>As the model does</source>
            <translation>由模型决定</translation>
        </message>
        <message>
            <source>On</source>
            <translation>开</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>关</translation>
        </message>
        <message>
            <source>Saved prompts</source>
            <translation>已保存的提示词</translation>
        </message>
        <message>
            <source>Save system prompt</source>
            <translation>保存系统提示词</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
    </context>
    <context>
        <name>Dialogs</name>
        <message>
            <source>Something went wrong</source>
            <translation>出错了</translation>
        </message>
        <message>
            <source>This is a fault of Inkstone. What you wrote is saved, and you can go on. Nothing was sent anywhere.</source>
            <translation>这是砚自身的错误。您写的内容已经保存，可以继续使用。没有向任何地方发送任何信息。</translation>
        </message>
        <message>
            <source>Copy details</source>
            <translation>复制详情</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>About Inkstone</source>
            <translation>关于砚</translation>
        </message>
        <message>
            <source>&lt;h3&gt;Inkstone 砚 {version}&lt;/h3&gt;&lt;p&gt;A writing desk with a language model that runs on your own computer.&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</source>
            <translation>&lt;h3&gt;Inkstone 砚 {version}&lt;/h3&gt;&lt;p&gt;一张书桌，配一个在您自己电脑上运行的语言模型。&lt;/p&gt;&lt;p&gt;Apache License 2.0&lt;/p&gt;</translation>
        </message>
    </context>
    <context>
        <name>Entries</name>
        <message>
            <source>Reading … {percent} %</source>
            <translation>正在阅读… {percent} %</translation>
        </message>
        <message>
            <source>Waiting for the model …</source>
            <translation>正在等待模型…</translation>
        </message>
        <message>
            <source>The oldest {count} messages did not fit the context and were left out.</source>
            <translation>最早的 {count} 条消息超出上下文长度，未提供给模型。</translation>
        </message>
        <message>
            <source>Stopped.</source>
            <translation>已停止。</translation>
        </message>
        <message>
            <source>This reply was interrupted.</source>
            <translation>这条回复被中断了。</translation>
        </message>
        <message>
            <source>The context is full.</source>
            <translation>上下文已满。</translation>
        </message>
        <message>
            <source>The limit of tokens was reached.</source>
            <translation>已达到 token 数上限。</translation>
        </message>
        <message>
            <source>{rate} tokens/s</source>
            <translation>{rate} token/秒</translation>
        </message>
        <message>
            <source>{reused} of {prompt} reused</source>
            <translation>复用 {reused}/{prompt}</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>The model file {file} is not there any more. Choose another model.</source>
            <translation>模型文件 {file} 已经不在了。请选择其他模型。</translation>
        </message>
        <message>
            <source>The model file {file} is empty. Get it again.</source>
            <translation>模型文件 {file} 是空的。请重新获取。</translation>
        </message>
        <message>
            <source>{file} is not a GGUF model. Choose a file that ends in .gguf.</source>
            <translation>{file} 不是 GGUF 模型。请选择以 .gguf 结尾的文件。</translation>
        </message>
        <message>
            <source>The model file {file} is incomplete: {size} of {expected}. Get it again.</source>
            <translation>模型文件 {file} 不完整：{size}，应为 {expected}。请重新获取。</translation>
        </message>
        <message>
            <source>This version of the engine cannot run {file} (architecture {architecture}). Choose another model.</source>
            <translation>当前版本的引擎无法运行 {file}(架构 {architecture})。请选择其他模型。</translation>
        </message>
        <message>
            <source>The model file {file} cannot be read. Check that you may open it.</source>
            <translation>无法读取模型文件 {file}。请检查您是否有权打开它。</translation>
        </message>
        <message>
            <source>{file} needs about {needed} of memory and {available} is free. Close other programs, lower the context length, or choose a smaller model.</source>
            <translation>{file} 大约需要 {needed} 内存，而可用内存为 {available}。请关闭其他程序、减小上下文长度，或选择更小的模型。</translation>
        </message>
        <message>
            <source>There is no model named {id}. See which there are with: inkstone models list</source>
            <translation>没有名为 {id} 的模型。查看已有模型：inkstone models list</translation>
        </message>
        <message>
            <source>No model is loaded. Choose one in Settings &gt; Model.</source>
            <translation>尚未加载模型。请在“设置 &gt; 模型”中选择一个。</translation>
        </message>
        <message>
            <source>There is not enough memory for a context of {context} tokens. Choose a shorter context length in Settings &gt; Preferences.</source>
            <translation>内存不足以容纳 {context} 个 token 的上下文。请在“设置 &gt; 偏好设置”中减小上下文长度。</translation>
        </message>
        <message>
            <source>{file} does not say how it wants to be talked to: it has no chat template. You can try the common ChatML format.</source>
            <translation>{file} 没有对话模板，无法知道应当怎样与它对话。可以尝试通用的 ChatML 格式。</translation>
        </message>
        <message>
            <source>The chat template of this model does not work here ({reason}). You can try the common ChatML format.</source>
            <translation>这个模型的对话模板在此无法使用({reason})。可以尝试通用的 ChatML 格式。</translation>
        </message>
        <message>
            <source>Your message takes {tokens} tokens and the context has {context}. Shorten it, or raise the context length in Settings &gt; Preferences.</source>
            <translation>您的消息有 {tokens} 个 token，而上下文只有 {context}。请缩短消息，或在“设置 &gt; 偏好设置”中增大上下文长度。</translation>
        </message>
        <message>
            <source>There is nothing to send yet.</source>
            <translation>还没有可发送的内容。</translation>
        </message>
        <message>
            <source>The model could not work on this prompt. Try again, or choose another model.</source>
            <translation>模型无法处理这段提示词。请重试，或选择其他模型。</translation>
        </message>
        <message>
            <source>The engine cannot be started. Install Inkstone again.</source>
            <translation>无法启动引擎。请重新安装砚。</translation>
        </message>
        <message>
            <source>The engine stopped unexpectedly and was started again. Nothing is lost.</source>
            <translation>引擎意外停止，已重新启动。没有丢失任何内容。</translation>
        </message>
        <message>
            <source>The engine stopped while loading {file}. It is not loaded again by itself: choose it once more to try again, or choose another model.</source>
            <translation>引擎在加载 {file} 时停止。它不会自动再次加载：可以再选择一次以重试，或选择其他模型。</translation>
        </message>
        <message>
            <source>Something went wrong in the engine ({detail}). Try again.</source>
            <translation>引擎出错({detail})。请重试。</translation>
        </message>
        <message>
            <source>Inkstone may not write to {path}. Make the folder writable, or name another one with INKSTONE_DATA_DIR.</source>
            <translation>砚无法写入 {path}。请将该文件夹设为可写，或用 INKSTONE_DATA_DIR 指定其他文件夹。</translation>
        </message>
        <message>
            <source>The disk is full. Free some space; what is on the screen is kept until then.</source>
            <translation>磁盘已满。请腾出一些空间；在此之前屏幕上的内容会保留。</translation>
        </message>
        <message>
            <source>Your conversations were written by a newer Inkstone. Install that version again; nothing was changed. ({path})</source>
            <translation>您的对话由更新版本的砚写成。请重新安装那个版本；没有改动任何内容。({path})</translation>
        </message>
        <message>
            <source>The file with your conversations is damaged: {path}. Move it away, or put a backup in its place, then start again. Nothing was changed.</source>
            <translation>保存对话的文件已损坏：{path}。请移走它或用备份替换，然后重新启动。没有改动任何内容。</translation>
        </message>
        <message>
            <source>The settings could not be read. They were put aside as {path}.</source>
            <translation>无法读取设置，已另存为 {path}。</translation>
        </message>
        <message>
            <source>This file is not a conversation exported by Inkstone ({reason}).</source>
            <translation>该文件不是由砚导出的对话({reason})。</translation>
        </message>
        <message>
            <source>{path} cannot be read: {reason}.</source>
            <translation>无法读取 {path}：{reason}。</translation>
        </message>
        <message>
            <source>{path} cannot be written: {reason}.</source>
            <translation>无法写入 {path}：{reason}。</translation>
        </message>
        <message>
            <source>{reason}</source>
            <translation>{reason}</translation>
        </message>
    </context>
    <context>
        <name>MessageView</name>
        <message>
            <source>Your message</source>
            <translation>您的消息</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>回复</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Regenerate</source>
            <translation>重新生成</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>继续写</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Previous version</source>
            <translation>上一个版本</translation>
        </message>
        <message>
            <source>Next version</source>
            <translation>下一个版本</translation>
        </message>
        <message>
            <source>Copy as text</source>
            <translation>复制为文本</translation>
        </message>
        <message>
            <source>Copy as Markdown</source>
            <translation>复制为 Markdown</translation>
        </message>
        <message>
            <source>Copy as HTML</source>
            <translation>复制为 HTML</translation>
        </message>
        <message>
            <source>Delete this message</source>
            <translation>删除这条消息</translation>
        </message>
        <message>
            <source>Delete this and all after it</source>
            <translation>删除这条及其后全部消息</translation>
        </message>
        <message>
            <source>Thinking …</source>
            <translation>正在思考…</translation>
        </message>
        <message>
            <source>Thought</source>
            <translation>思考过程</translation>
        </message>
    </context>
    <context>
        <name>Meter</name>
        <message>
            <source>{used} of {context} tokens</source>
            <translation>{used} / {context} token</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss</source>
            <translation>知道了</translation>
        </message>
    </context>
    <context>
        <name>Preferences</name>
        <message>
            <source>Preferences</source>
            <translation>偏好设置</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>Engine</source>
            <translation>引擎</translation>
        </message>
        <message>
            <source>Data folder</source>
            <translation>数据文件夹</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>更改…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Choose a data folder</source>
            <translation>选择数据文件夹</translation>
        </message>
    </context>
    <context>
        <name>RichText</name>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Font size</source>
            <translation>字号</translation>
        </message>
        <message>
            <source>Threads</source>
            <translation>线程数</translation>
        </message>
        <message>
            <source>Processor threads for the model. More than there are cores is slower.</source>
            <translation>模型使用的处理器线程数。超过核心数反而更慢。</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>GPU layers</source>
            <translation>GPU 层数</translation>
        </message>
        <message>
            <source>Layers of the model that the graphics card computes, if there is one.</source>
            <translation>由显卡计算的模型层数(如有显卡)。</translation>
        </message>
        <message>
            <source>Context length</source>
            <translation>上下文长度</translation>
        </message>
        <message>
            <source>How many tokens the model sees at once. More needs more memory.</source>
            <translation>模型一次能看到多少 token。越长需要的内存越多。</translation>
        </message>
        <message>
            <source>KV cache</source>
            <translation>KV 缓存</translation>
        </message>
        <message>
            <source>Smaller types save memory in long conversations.</source>
            <translation>较小的类型可在长对话中节省内存。</translation>
        </message>
        <message>
            <source>16 bit (best)</source>
            <translation>16 位(最佳)</translation>
        </message>
        <message>
            <source>8 bit</source>
            <translation>8 位</translation>
        </message>
        <message>
            <source>4 bit (smallest)</source>
            <translation>4 位(最小)</translation>
        </message>
    </context>
    <context>
        <name>Shortcuts</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Search all conversations</source>
            <translation>搜索全部对话</translation>
        </message>
        <message>
            <source>New conversation</source>
            <translation>新对话</translation>
        </message>
        <message>
            <source>Conversations</source>
            <translation>对话列表</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>没有找到</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>置顶</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>最近 7 天</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>最近 30 天</translation>
        </message>
        <message>
            <source>MMMM yyyy</source>
            <translation>yyyy年M月</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>取消置顶</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>置顶</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>导出</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>删除</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Loading {model} …</source>
            <translation>正在加载 {model}…</translation>
        </message>
        <message>
            <source>Starting the engine …</source>
            <translation>正在启动引擎…</translation>
        </message>
        <message>
            <source>No model</source>
            <translation>没有模型</translation>
        </message>
        <message>
            <source>Loading progress</source>
            <translation>加载进度</translation>
        </message>
        <message>
            <source>offline – nothing leaves this computer</source>
            <translation>离线运行，内容不会离开这台电脑</translation>
        </message>
        <message>
            <source>Reading {percent} %</source>
            <translation>正在阅读 {percent} %</translation>
        </message>
        <message>
            <source>{rate} tokens/s</source>
            <translation>{rate} token/秒</translation>
        </message>
        <message>
            <source>Engine {size}</source>
            <translation>引擎 {size}</translation>
        </message>
    </context>
    <context>
        <name>Tab</name>
        <message>
            <source>Chat</source>
            <translation>对话</translation>
        </message>
        <message>
            <source>Conversation settings</source>
            <translation>对话设置</translation>
        </message>
        <message>
            <source>What shall we write?</source>
            <translation>今天写点什么？</translation>
        </message>
        <message>
            <source>The model runs on this computer. Nothing you write leaves it.</source>
            <translation>模型就在这台电脑上运行，您写的内容不会离开它。</translation>
        </message>
        <message>
            <source>New conversation</source>
            <translation>新对话</translation>
        </message>
        <message>
            <source>Import conversation…</source>
            <translation>导入对话…</translation>
        </message>
        <message>
            <source>Export conversation</source>
            <translation>导出对话</translation>
        </message>
        <message>
            <source>Undo deletion</source>
            <translation>撤销删除</translation>
        </message>
        <message>
            <source>Search conversations</source>
            <translation>搜索对话</translation>
        </message>
        <message>
            <source>Rename conversation</source>
            <translation>重命名对话</translation>
        </message>
        <message>
            <source>Delete conversation</source>
            <translation>删除对话</translation>
        </message>
        <message>
            <source>Regenerate the last reply</source>
            <translation>重新生成最后一条回复</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Conversation list</source>
            <translation>对话列表</translation>
        </message>
        <message>
            <source>Write a message</source>
            <translation>写消息</translation>
        </message>
        <message>
            <source>Previous conversation</source>
            <translation>上一个对话</translation>
        </message>
        <message>
            <source>Next conversation</source>
            <translation>下一个对话</translation>
        </message>
        <message>
            <source>Send the message</source>
            <translation>发送消息</translation>
        </message>
        <message>
            <source>Break the line</source>
            <translation>换行</translation>
        </message>
        <message>
            <source>Stop the reply</source>
            <translation>停止回复</translation>
        </message>
        <message>
            <source>Rename, in the list</source>
            <translation>重命名(列表中)</translation>
        </message>
        <message>
            <source>Delete, in the list</source>
            <translation>删除(列表中)</translation>
        </message>
        <message>
            <source>Conversation deleted.</source>
            <translation>对话已删除。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Message deleted.</source>
            <translation>消息已删除。</translation>
        </message>
        <message>
            <source>Messages deleted.</source>
            <translation>消息已删除。</translation>
        </message>
        <message>
            <source>Edit message</source>
            <translation>编辑消息</translation>
        </message>
        <message>
            <source>It is sent as a new branch.</source>
            <translation>将作为新的分支发送。</translation>
        </message>
        <message>
            <source>No usable chat template</source>
            <translation>没有可用的对话模板</translation>
        </message>
        <message>
            <source>Use ChatML</source>
            <translation>使用 ChatML</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
    </context>
    <context>
        <name>Transcript</name>
        <message>
            <source>Conversation</source>
            <translation>对话</translation>
        </message>
        <message>
            <source>Jump to the latest</source>
            <translation>跳到最新</translation>
        </message>
    </context>
    <context>
        <name>Transfer</name>
        <message>
            <source>Conversation</source>
            <translation>对话</translation>
        </message>
        <message>
            <source>Export conversation</source>
            <translation>导出对话</translation>
        </message>
        <message>
            <source>You</source>
            <translation>您</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Import conversation</source>
            <translation>导入对话</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Settings</source>
            <translation>设置(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>放大文字</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>缩小文字</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>模型</translation>
        </message>
        <message>
            <source>Preferences…</source>
            <translation>偏好设置…</translation>
        </message>
        <message>
            <source>Add a model file…</source>
            <translation>添加模型文件…</translation>
        </message>
        <message>
            <source>Open the models folder</source>
            <translation>打开模型文件夹</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Open the log folder</source>
            <translation>打开日志文件夹</translation>
        </message>
        <message>
            <source>About Inkstone</source>
            <translation>关于砚</translation>
        </message>
        <message>
            <source>Add a model file</source>
            <translation>添加模型文件</translation>
        </message>
        <message>
            <source>Models (*.gguf)</source>
            <translation>模型 (*.gguf)</translation>
        </message>
        <message>
            <source>From the next start on your data are in {folder}. They were copied there, except for models; the old folder stays as it is.</source>
            <translation>下次启动起，您的数据将位于 {folder}。数据（模型除外）已复制过去，原文件夹保持不变。</translation>
        </message>
        <message>
            <source>This is a tiny starter model. Any GGUF file of a larger one writes better.</source>
            <translation>这是一个很小的入门模型(只懂英文)。任何更大的 GGUF 模型都会写得更好。</translation>
        </message>
        <message>
            <source>Load it anyway</source>
            <translation>仍然加载</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
    </context>
</TS>
