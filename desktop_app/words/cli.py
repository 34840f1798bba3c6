"""What the command line says."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "passphrase_missing": (
        "没有口令，也没有可以询问的终端。请用 --passphrase-file 或 BRANCH_EXAM_PASSPHRASE 提供口令；没有任何改动。",
        (
            "No passphrase was given, and there is no terminal to ask at. Use --passphrase-file or "
            "BRANCH_EXAM_PASSPHRASE; nothing has changed."
        ),
    ),
    "argument_file_missing": (
        "无法读取文件 {path}（{why}）。请检查路径；没有任何改动。",
        "The file {path} cannot be read ({why}). Check the path; nothing has changed.",
    ),
    "argument_file_too_large": (
        "文件 {path} 超过 {megabytes} MB，太大了，没有读取。没有任何改动。请检查是否选对了文件，或拆分后再试。",
        (
            "The file {path} has more than {megabytes} MB, which is more than can be read. Nothing has changed. See "
            "whether it is the right file, or split it."
        ),
    ),
    "argument_file_not_written": (
        "无法写入文件 {path}（{why}）。请换一个文件夹；没有任何改动。",
        "The file {path} cannot be written ({why}). Choose another folder; nothing has changed.",
    ),
    "argument_not_text": (
        "命令的参数或口令中有本系统编码无法识别的字符。没有任何改动。请检查终端的编码（应为 UTF-8）后重新输入。",
        (
            "An argument or the passphrase holds characters that are no text in this system's encoding. Nothing has "
            "changed. Set the terminal to UTF-8 and type it again."
        ),
    ),
    "instant_unreadable": (
        "看不懂时间“{value}”。请写成 2026-11-24 或 2026-11-24T09:00；没有任何改动。",
        "The time '{value}' cannot be read. Write 2026-11-24 or 2026-11-24T09:00; nothing has changed.",
    ),
    "ask_passphrase": ("口令：", "Passphrase:"),
    "ask_passphrase_again": ("再输一次：", "Once more:"),
    "passphrases_differ": ("两次输入不一致，请重新输入。", "The two differ; type it again."),
    "report_line": (
        "{file}：读取 {read}，新增 {imported}，更新 {updated}，未变 {unchanged}，跳过 {skipped}，拒绝 {rejected}",
        (
            "{file}: read {read}, imported {imported}, updated {updated}, unchanged {unchanged}, skipped {skipped}, "
            "rejected {rejected}"
        ),
    ),
    "recovery_code_shown": (
        "恢复码（只显示这一次，请抄下并妥善保管）：{code}",
        "Recovery code (shown this once: write it down and keep it safe): {code}",
    ),
    "recovery_code_written": ("恢复码已写入 {path}。", "The recovery code was written to {path}."),
    "opening_code_shown": (
        "开启码（只显示这一次，请抄下，考试当天电话告知网点）：{code}",
        "Opening code (shown this once: write it down, and tell it by phone on the day): {code}",
    ),
    "opening_code_written": ("开启码已写入 {path}。", "The opening code was written to {path}."),
    "store_made": ("已建立数据文件夹 {path}。", "The store was made in {path}."),
    "store_unsound": (
        "检查完毕，发现 {findings} 处问题（见结果）。没有任何改动。请先备份，再从较早的备份恢复或联系支持人员。",
        (
            "Checked: {findings} things are wrong (see the result). Nothing has changed. Make a backup, then restore "
            "an earlier one or ask for help."
        ),
    ),
    "store_sound": ("检查完毕，没有问题。", "Checked: nothing wrong."),
    "closed_before_late": (
        "已结束。下列人员获准延后开考而尚未开考，现在不能再参加：{who}。需要的话请安排补考。",
        "Closed. These were let start later and had not yet: {who}. Open a make-up for them where it is needed.",
    ),
    "plan_feasible": ("题库够用，可以组卷。", "There are questions enough: the plan can be drawn."),
    "backup_written": ("备份已写入 {path}。", "The backup was written to {path}."),
    "store_restored": ("已从备份恢复到 {path}。", "Restored into {path}."),
    "interrupted": ("已取消，没有任何改动。", "Cancelled; nothing has changed."),
    "sit_line_unreadable": (
        '看不懂这一行（{what}）。每行应是一个 JSON 对象，例如 {{"position": 3, "answer": "B"}}；没有任何改动。',
        (
            'This line cannot be read ({what}). Each line is one JSON object, like {{"position": 3, "answer": "B"}}; '
            "nothing has changed."
        ),
    ),
    "sit_no_input": (
        "没有标准输入，无法作答（{why}）。考试时间没有开始，没有任何改动。请从终端或管道运行此命令。",
        (
            "There is no standard input to answer by ({why}). No time has begun to run and nothing has changed. Run "
            "the command from a terminal or a pipe."
        ),
    ),
    "sit_input_broken": (
        "标准输入中断（{why}）。已保存的作答都在，考试仍在进行；再次运行此命令即可继续。",
        (
            "Standard input broke off ({why}). What was saved is safe and the sitting goes on: run the command again "
            "to resume it."
        ),
    ),
    "no_open_exam": (
        "方案 {plan} 现在没有对 {staff_no} 开放的考试。请考官先开设考试（exam open），并核对时间和人员；没有任何改动。",
        (
            "The plan {plan} has no exam that is open to {staff_no} now. Have an examiner open one and check "
            "its time and people; nothing has changed."
        ),
    ),
    "nothing_to_verify": (
        "请给出一个证书文件，或者用 --code 给出二维码中的文字（二者选一）。",
        "Give a certificate's file, or the text of its QR code by --code (one of the two).",
    ),
    "marks_unreadable": (
        "评分文件 {path} 无法读取（{what}）。没有任何改动；格式见 docs/command-line.md 的“sitting mark”。",
        (
            "The file of marks {path} cannot be read ({what}). Nothing has changed; docs/command-line.md says how it "
            "is written, under 'sitting mark'."
        ),
    ),
}
