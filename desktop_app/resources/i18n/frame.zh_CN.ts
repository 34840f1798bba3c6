<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Asks</name>
    <message>
        <source>Branch Exam</source>
        <translation>离线考试与认证</translation>
    </message>
    <message>
        <source>Something unexpected happened. Every answer that was shown as saved is safe. Close the window and open it again; the sitting goes on where it was.</source>
        <translation>出现了意外情况。凡是显示过“已保存”的答案都没有丢。请关闭窗口后重新打开，考试会从原处继续。</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>The exam is not submitted. Closing the window counts as an interruption: the answers stay, and the plan says what the clock does meanwhile.</source>
        <translation>考试还没有交卷。现在关闭窗口算一次中断：答案都会保留，期间计时怎么算由试卷方案决定。</translation>
    </message>
    <message>
        <source>The exam is not submitted, and the last answer could not be saved: it is lost when the window is closed now. Go on, and call the examiner.</source>
        <translation>考试尚未交卷，而且最后的作答没有保存成功：现在关闭窗口会丢失它。请继续考试并告知考官。</translation>
    </message>
    <message>
        <source>Go on with the exam</source>
        <translation>继续考试</translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation>仍然关闭</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>This is not saved and would be lost: {what}.</source>
        <translation>以下内容尚未保存，继续将会丢失：{what}。</translation>
    </message>
    <message>
        <source>Leave without saving</source>
        <translation>不保存，离开</translation>
    </message>
</context>
<context>
    <name>CandidatePages</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>ChoiceRow</name>
    <message>
        <source>Enlarge {what}</source>
        <translation>放大{what}</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>not right</source>
        <translation>不正确</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Enlarged</name>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>+ and − scale · arrows move · 0 fits · Esc closes</source>
        <translation>＋、－缩放 · 方向键移动 · 0 适合窗口 · Esc 关闭</translation>
    </message>
    <message>
        <source>+ and − scale · arrows move · 0 fits · Page Up and Page Down: the others · Esc closes</source>
        <translation>＋、－缩放 · 方向键移动 · 0 适合窗口 · PgUp、PgDn 看上一个、下一个 · Esc 关闭</translation>
    </message>
    <message>
        <source>Enlarged: {name}</source>
        <translation>已放大：{name}</translation>
    </message>
    <message>
        <source>Enlarged picture</source>
        <translation>已放大的图片</translation>
    </message>
</context>
<context>
    <name>ExaminerFrame</name>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Branch Exam</source>
        <translation>离线考试与认证</translation>
    </message>
    <message>
        <source>Go on, without exams</source>
        <translation>继续，暂不考试</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Question banks</source>
        <translation>题库</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>试卷方案</translation>
    </message>
    <message>
        <source>Exams</source>
        <translation>考试场次</translation>
    </message>
    <message>
        <source>Marking</source>
        <translation>阅卷</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>成绩</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 小时 {m} 分</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation>{m} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} 分钟</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} 分钟</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Branch Exam</source>
        <translation>离线考试与认证</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>正在打开…</translation>
    </message>
</context>
<context>
    <name>PdfDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Save as PDF …</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>Print …</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Page {n}</source>
        <translation>第 {n} 页</translation>
    </message>
    <message>
        <source>Pages not shown here, printed and saved all the same: {n}</source>
        <translation>此处未显示的页数：{n}（打印和保存时都在）</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>The file could not be written ({why}). Choose another folder.</source>
        <translation>无法写入文件（{why}）。请换一个文件夹。</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>已发送到打印机。</translation>
    </message>
</context>
<context>
    <name>RichText</name>
    <message>
        <source>Enter enlarges its pictures and formulas</source>
        <translation>按回车键放大其中的图片和公式</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Show what is typed</source>
        <translation>显示输入的内容</translation>
    </message>
</context>
<context>
    <name>TopicProgress</name>
    <message>
        <source>Progress by topic</source>
        <translation>各知识点进度</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>知识点</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>题库</translation>
    </message>
    <message>
        <source>Practised</source>
        <translation>已练</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>掌握</translation>
    </message>
    <message>
        <source>Right in 30 days</source>
        <translation>近30天正确率</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
</TS>
