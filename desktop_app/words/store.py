"""Texts of ``store``: conditions of the machine, keys, backups, and what a check finds."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    # the machine
    "disk_full": (
        "磁盘已满，无法写入（{path}）。已保存的内容完好。请腾出空间后重试。",
        (
            "The disk is full, nothing more can be written ({path}). What was saved is safe. Free some space and try "
            "again."
        ),
    ),
    "store_busy": (
        "数据库正被另一窗口或命令占用，等待超时（{path}）。什么都没有改变。请稍后重试。",
        "Another window or command is using the store ({path}). Nothing has changed. Wait a moment and try again.",
    ),
    "store_read_only": (
        "数据库文件不可写（{path}）。什么都没有改变。请检查该文件和磁盘是否为只读。",
        ("The store cannot be written ({path}). Nothing has changed. See whether the file or its disk is read-only."),
    ),
    "store_damaged": (
        ("数据库已损坏，或与密钥文件不配套（{path}）。未作任何改动。请用最近的备份恢复：branch-exam store restore。"),
        (
            "The store is damaged or does not belong to its keys ({path}). Nothing was changed. Restore the latest "
            "backup: branch-exam store restore."
        ),
    ),
    "store_gone": (
        "无法再访问数据库（{path}），磁盘可能已拔出或出现故障。已确认保存的内容都在其中。请重新接好磁盘后再打开。",
        (
            "The store cannot be reached any more ({path}): its disk was removed or fails. What was confirmed as "
            "saved is on it. Connect the disk again, then open the store."
        ),
    ),
    "store_closed": (
        "数据库已关闭。已保存的内容完好。请重新打开。",
        "The store has been closed. What was saved is safe. Open it again.",
    ),
    "folder_read_only": (
        "文件夹不可写（{path}）。什么都没有改变。请更改其权限，或用 --data-dir 指定另一文件夹。",
        (
            "The folder cannot be written ({path}). Nothing has changed. Change its permissions, or choose another "
            "one with --data-dir."
        ),
    ),
    "not_a_folder": (
        "这里应是文件夹，却是一个文件（{path}）。什么都没有改变。请选择另一位置。",
        "There is a file where a folder is needed ({path}). Nothing has changed. Choose another place.",
    ),
    "file_missing": (
        "找不到文件（{path}）。什么都没有改变。请检查名称和位置。",
        "There is no such file ({path}). Nothing has changed. Check its name and place.",
    ),
    "network_folder": (
        (
            "该文件夹位于网络位置（{path}，{kind}），在网络上存放数据库可能损坏数据。什么都没有改变。请选择本机磁盘上"
            "的文件夹。"
        ),
        (
            "The folder lies on a network ({path}, {kind}), where a store could be damaged. Nothing has changed. "
            "Choose a folder on a disk of this machine."
        ),
    ),
    # what is there
    "no_store": (
        "这里还没有数据库（{path}）。请先运行 branch-exam init，或用 --data-dir 指定文件夹。",
        "There is no store here ({path}). Make one with branch-exam init, or name its folder with --data-dir.",
    ),
    "slots_missing": (
        "有数据库，但缺少密钥文件 slots.json（{path}）。数据库未被改动。请把该文件放回原处，或用备份恢复。",
        (
            "There is a database, but its key file slots.json is missing ({path}). The database was not touched. Put "
            "the file back, or restore a backup."
        ),
    ),
    "database_missing": (
        "有密钥文件，但缺少数据库 branch-exam.db（{path}）。什么都没有改变。请把它放回原处，或用备份恢复。",
        (
            "There is a key file, but the database branch-exam.db is missing ({path}). Nothing was changed. Put it "
            "back, or restore a backup."
        ),
    ),
    "store_exists": (
        "这里已有数据库（{path}），不会覆盖。请打开它，或选择另一文件夹。",
        "There is a store here already ({path}); it is never overwritten. Open it, or choose another folder.",
    ),
    "store_too_new": (
        "数据库由更新的版本写成（{path}，迁移 {migration}）。未作任何改动。请安装新版本。",
        (
            "The store was written by a newer version ({path}, migration {migration}). Nothing was changed. Install "
            "that version."
        ),
    ),
    "store_in_use": (
        "数据库正被一个窗口或命令使用（{path}）。什么都没有改变。请先关闭它，再恢复备份。",
        "A window or command has the store open ({path}). Nothing has changed. Close it, then restore the backup.",
    ),
    "backup_place": (
        "备份不能写到 {path}：这是一个文件夹，或者就是数据文件本身。没有任何改动。请给出一个新的文件名。",
        (
            "A backup cannot be written to {path}: it is a folder, or the store itself. Nothing has changed. Give the "
            "name of a new file."
        ),
    ),
    "not_a_backup": (
        "该文件不是完整的备份（{path}）。什么都没有改变。请选择另一个备份文件。",
        "The file is not a whole backup ({path}). Nothing has changed. Choose another backup.",
    ),
    # keys
    "wrong_passphrase": (
        "口令不正确。什么都没有改变。请重试；若已遗忘，可用恢复码。",
        "The passphrase is wrong. Nothing has changed. Try again, or use the recovery code if it is forgotten.",
    ),
    "branch_invalid": (
        "网点名称不能为空，最多 {longest} 个字，不能换行。什么都没有改变。请更正。",
        "A branch needs a name of at most {longest} characters, on one line. Nothing has changed. Please correct it.",
    ),
    "passphrase_too_short": (
        "口令太短，至少 {least} 个字符。什么都没有改变。请另设一个。",
        "The passphrase is too short: it takes at least {least} characters. Nothing has changed. Choose another.",
    ),
    "recovery_code_mistyped": (
        "恢复码有误：校验位不符。什么都没有改变。请对照纸面逐组核对。",
        (
            "The recovery code holds a slip: its check letters do not fit. Nothing has changed. Compare it group by "
            "group with the paper."
        ),
    ),
    "wrong_recovery_code": (
        "这个恢复码不属于本数据库，或已被新的恢复码取代。什么都没有改变。请找出最新的恢复码。",
        (
            "This recovery code is not this store's, or a newer one has replaced it. Nothing has changed. Find the "
            "latest one."
        ),
    ),
    "slots_damaged": (
        "密钥文件无法读取（{path}）。数据库未被改动。请用备份中的密钥文件恢复：branch-exam store restore。",
        (
            "The key file cannot be read ({path}). The database was not touched. Restore a backup: branch-exam store "
            "restore."
        ),
    ),
    "slots_too_new": (
        "密钥文件由更新的版本写成（{path}）。未作任何改动。请安装新版本。",
        "The key file was written by a newer version ({path}). Nothing was changed. Install that version.",
    ),
    "unknown_slot": (
        "没有这个密钥槽（{slot}）。什么都没有改变。请刷新后重试。",
        "There is no such key slot ({slot}). Nothing has changed. Reload and try again.",
    ),
    "last_slot": (
        "这是最后一个口令，不能删除。什么都没有改变。请先添加另一名考官。",
        "This is the last passphrase; it cannot be removed. Nothing has changed. Add another examiner first.",
    ),
    "keyring_unavailable": (
        "本机没有可用的系统钥匙串。什么都没有改变。请由考官输入口令打开。",
        (
            "This machine has no keyring that can be used. Nothing has changed. An examiner opens the store by "
            "passphrase."
        ),
    ),
    "keyring_empty": (
        "系统钥匙串中没有本数据库的密钥。什么都没有改变。请由考官输入口令打开。",
        "The keyring holds no key for this store. Nothing has changed. An examiner opens the store by passphrase.",
    ),
    # what a check finds
    "check_page": (
        "数据库有一页未通过完整性校验（{what}）。请停止使用，并用最近的备份恢复。",
        "A page of the database fails its integrity check ({what}). Stop using it and restore the latest backup.",
    ),
    "check_structure": (
        "数据库内部结构有误（{what}）。请停止使用，并用最近的备份恢复。",
        "The structure of the database is broken ({what}). Stop using it and restore the latest backup.",
    ),
    "check_unreadable": (
        "数据库有部分无法读取（{what}）。请停止使用，并用最近的备份恢复。",
        "A part of the database cannot be read ({what}). Stop using it and restore the latest backup.",
    ),
    "check_reference": (
        "表 {table} 第 {row} 行所指的 {parent} 不存在。其他内容可用；请在最近的备份上核对。",
        (
            "Row {row} of table {table} refers to a missing {parent}. The rest can be used; compare with the latest "
            "backup."
        ),
    ),
    "check_schema": (
        "表或索引 {name} 与本版本应有的不同。数据未被改动；请用最近的备份恢复，并查明是谁改动了数据库。",
        (
            "The table or index {name} is not what this version makes. No data was changed by this check; restore "
            "the latest backup and find out who edited the database."
        ),
    ),
    "check_slots": (
        "密钥文件有问题（{what}）。数据库现在还打开着：请立即备份并重设口令。",
        (
            "Something is wrong with the key file ({what}). The store is still open: set the passphrases anew and "
            "back up now."
        ),
    ),
    "check_no_recovery": (
        "没有恢复码：忘记全部口令就无法再打开。请在设置中生成恢复码。",
        ("There is no recovery code: with all passphrases forgotten the store stays shut. Make one in the settings."),
    ),
    "check_examiner_without_slot": (
        "考官 {staff_no} 没有可用的口令。其他考官不受影响；请为其重新添加。",
        "Examiner {staff_no} has no passphrase that works. Others are not affected; add this examiner again.",
    ),
    "check_slot_without_examiner": (
        "有一个口令不属于任何考官（{slot}）。数据完好；请考虑删除它。",
        "A passphrase belongs to no examiner ({slot}). The data is safe; consider removing it.",
    ),
    "clock_ahead": (
        (
            "本机时间是 {now_at}，距上一次操作（{last_at}）已有 {days} 天。"
            "请核对：时间不对就先调对；时间没错，由考官确认。"
        ),
        (
            "This machine's clock says {now_at}, which is {days} days after what was done last ({last_at}). Nothing "
            "has changed. Look at a clock: set this one if it is wrong; if it is right, an examiner says so."
        ),
    ),
    "clock_behind": (
        (
            "本机时钟是 {now_at}，早于上一次操作的时间 {last_at}，不可信。请先把时间调对再试。"
            "若现在的时间是对的，而上次的快了，请考官写明原因确认（命令 store clock --why 原因）。"
        ),
        (
            "This machine's clock says {now_at}, which is before what was done last ({last_at}). It cannot be right. "
            "Set the clock and try again. Where it is right now and was fast then, an examiner says so with a reason "
            "(store clock --why REASON)."
        ),
    ),
}
