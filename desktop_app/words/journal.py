"""What the journal's lines mean: a sentence fragment for each topic and action, and names for their facts.

Promises: a line that is not known here (of a later version) is still shown, by its codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desktop_app import words
from desktop_app.base.errors import Fact

TEXTS: dict[str, tuple[str, str]] = {
    "journal_staff_first_examiner": ("建立数据库，成为首位考官", "set up the store as its first examiner"),
    "journal_staff_examiner_added": ("添加考官", "added an examiner"),
    "journal_staff_examiner_removed": ("取消考官身份", "took an examiner's role away"),
    "journal_staff_roster_imported": ("导入花名册", "imported a roster"),
    "journal_staff_pin_set": ("设置 PIN", "set a PIN"),
    "journal_staff_pin_reset": ("重置 PIN", "reset a PIN"),
    "journal_staff_left": ("登记离职", "noted that somebody left"),
    "journal_staff_data_removed": ("删除离职人员的个人信息", "took a leaver's data out"),
    "journal_staff_returned": ("登记回岗", "noted that somebody came back"),
    "journal_staff_accommodated": ("调整考试便利", "changed somebody's needs in exams"),
    "journal_keys_slot_added": ("添加口令", "added a passphrase"),
    "journal_keys_slot_removed": ("删除口令", "removed a passphrase"),
    "journal_keys_passphrase_changed": ("更改口令", "changed a passphrase"),
    "journal_keys_recovery_code_changed": ("更换恢复码", "made a new recovery code"),
    "journal_keys_keyring_on": ("改由系统钥匙串打开", "let the keyring open the store"),
    "journal_keys_keyring_off": ("停用系统钥匙串", "stopped opening by the keyring"),
    "journal_settings_setting": ("更改设置", "changed a setting"),
    "journal_store_backup": ("备份", "backed up"),
    "journal_store_clock_set_right": ("确认系统时间已改正", "said that the clock had been fast and is right now"),
    "journal_store_clock_confirmed": ("确认系统时间无误", "said that the clock is right"),
    "journal_store_restored": ("从备份恢复，启用新的站点编号", "restored a backup, as a new station"),
    "journal_store_restored_by": ("执行了恢复", "had the backup restored"),
    "journal_banks_bank_imported": ("导入题库", "imported questions"),
    "journal_banks_bank_exported": ("导出题库", "exported a bank"),
    "journal_banks_bank_taken_up": ("题库重新采用退回的一版", "took up a revision again that had been taken back"),
    "journal_banks_bank_went_back": ("题库退回上一版", "took a bank back to its revision before"),
    "journal_certificates_certificate_issued": ("签发证书", "issued a certificate"),
    "journal_certificates_certificate_revoked": ("撤销证书", "revoked a certificate"),
    "journal_certificates_branch_certified": ("认证网点密钥", "certified a branch's key"),
    "journal_certificates_issuer_key_rotated": ("更换发证密钥", "changed the issuing key"),
    "journal_certificates_key_stolen": ("登记密钥被盗", "noted that a key was stolen"),
    "journal_certificates_register_taken": ("接收证书登记册", "took a branch's register of certificates"),
    "journal_certificates_revocations_listed": ("导出撤销名单", "wrote a revocation list"),
    "journal_certificates_revocations_taken": ("接收撤销名单", "took a revocation list"),
    "journal_certificates_root_made": ("生成总行根密钥", "made the root key"),
    "journal_certificates_root_trusted": ("信任根证书", "trusted a root"),
    "journal_certificates_doubt_settled": ("存疑证书予以保留", "let a doubtful certificate hold"),
    "journal_certificates_issuer_key_made": ("生成发证密钥", "made the issuing key"),
    "journal_exams_absent": ("登记缺考", "noted who is absent"),
    "journal_exams_admitted": ("准许入场", "admitted somebody"),
    "journal_exams_exam_extended": ("更改最晚入场时间", "moved the end of an exam"),
    "journal_exams_exam_opened": ("开设考试", "opened an exam"),
    "journal_exams_exam_people_added": ("增加考生", "added people to an exam"),
    "journal_exams_exam_people_removed": ("移出考生", "took people out of an exam"),
    "journal_exams_late_start": ("准许迟到入场", "let somebody start late"),
    "journal_exams_room_changed": ("更换考场", "changed an exam's room"),
    "journal_exams_presence": ("登记到场情况", "noted who has come"),
    "journal_exams_seat_given": ("安排机位", "gave a seat"),
    "journal_exams_seats_given": ("按顺序安排机位", "gave seats in order"),
    "journal_exams_slip_used": ("凭开考凭条入场", "came in by a start slip"),
    "journal_exams_exam_sealed": ("制作密封考试", "sealed an exam for branches"),
    "journal_exams_sealed_taken": ("接收密封考试", "took in a sealed exam"),
    "journal_exams_sealed_opened": ("开启密封考试", "opened a sealed exam"),
    "journal_exams_slips_made": ("制作开考凭条", "made start slips"),
    "journal_exams_time_given": ("补时", "gave time"),
    "journal_plans_plan_deleted": ("删除方案", "deleted a plan"),
    "journal_plans_plan_saved": ("保存方案", "saved a plan"),
    "journal_practice_card_anew": ("练习进度卡损坏，已重新开始", "began a damaged practice card anew"),
    "journal_results_marked": ("阅卷评分", "marked answers"),
    "journal_results_regraded": ("重新评分", "graded again"),
    "journal_results_regraded_many": ("成批重新评分", "graded many again"),
    "journal_results_result_released": ("公布成绩", "released a result"),
    "journal_sittings_sitting_abandoned": ("处理无人继续的答卷", "ended a sitting that nobody came back to"),
    "journal_sittings_exam_closed": ("结束考试", "closed an exam"),
    "journal_sittings_paper_graded": ("登记纸质答卷", "graded an answer sheet from paper"),
    "journal_sittings_sitting_ended": ("强制交卷", "ended a sitting"),
    "journal_sittings_sitting_released": ("放行", "released a held sitting"),
    "journal_sittings_sitting_held": ("中断次数超限，暂停待放行", "was held after an interruption"),
    "journal_sittings_sitting_resumed": ("继续作答", "went on with a sitting"),
    "journal_sittings_sitting_started": ("开始作答", "started a sitting"),
    "journal_sittings_sitting_submitted": ("交卷", "submitted a sitting"),
    "journal_sittings_sitting_void": ("作废答卷", "declared a sitting void"),
    "journal_templates_template_saved": ("保存证书模板", "saved a certificate template"),
    "journal_templates_template_removed": ("移除证书模板", "removed a certificate template"),
    "fact_template": ("模板", "template"),
    "fact_version": ("版本", "version"),
    "journal_store_created": ("建立数据库", "made the store"),
    "fact_staff_no": ("工号", "number"),
    "fact_file": ("文件", "file"),
    "fact_imported": ("新增", "new"),
    "fact_updated": ("更新", "changed"),
    "fact_key": ("项目", "item"),
    "fact_on": ("日期", "date"),
    "fact_epoch": ("站点代次", "epoch"),
    "fact_station": ("站点", "station"),
    "fact_extra_percent": ("加时 %", "extra time %"),
    "fact_last_at": ("此前", "before"),
    "fact_text_percent": ("字号 %", "text %"),
    "fact_break_minutes": ("休息分钟", "break, minutes"),
    "fact_bank": ("题库", "bank"),
    "fact_revision": ("版本", "revision"),
    "fact_plan": ("方案", "plan"),
    "fact_code": ("代码", "code"),
    "fact_exam": ("考试", "exam"),
    "fact_sitting": ("答卷", "sitting"),
    "fact_serial": ("证书编号", "serial"),
    "fact_why": ("原因", "reason"),
    "fact_reason": ("原因", "reason"),
    "fact_ms": ("分钟", "minutes"),
    "fact_people": ("人数", "people"),
    "fact_marks": ("评分", "marks"),
    "fact_absent": ("缺考", "absent"),
    "fact_was_absent": ("此前登记为缺考", "had been noted as absent"),
    "fact_sample": ("样卷", "sample"),
    "fact_closes_at": ("最晚入场", "until"),
    "fact_algorithm": ("算法", "algorithm"),
    "fact_questions": ("题数", "questions"),
    "fact_yes": ("是", "yes"),
    "fact_no": ("否", "no"),
    "fact_room": ("考场", "room"),
    "fact_title": ("名称", "title"),
    "fact_becomes": ("处理", "becomes"),
    "fact_question": ("题目", "question"),
    "fact_sealed": ("密封考试", "sealed exam"),
    "fact_opens_at": ("开始", "opens"),
    "fact_until": ("最晚", "until"),
    "fact_seat": ("机位", "seat"),
    "fact_presence": ("情况", "state"),
    "fact_position": ("题号", "question"),
}


_CODES: Final = {"presence": "presence", "becomes": "abandoned"}
"""Facts that are codes, each with what its words begin with."""


def what(topic: str, action: str) -> str:
    """What was done, in words."""
    code = f"journal_{topic}_{action}"
    return words.phrase(code) if code in words.texts() else f"{topic} {action}"


def details(facts: Mapping[str, Fact]) -> str:
    """The facts of a line: ``number: T001 · date: 2026-11-24``."""
    known = words.texts()
    pieces = []
    for key, value in facts.items():
        if value in (None, ""):
            continue
        name = words.phrase(f"fact_{key}") if f"fact_{key}" in known else key
        pieces.append(f"{name}: {_shown(key, value)}")
    return " · ".join(pieces)


def _shown(key: str, value: Fact) -> Fact:
    if isinstance(value, bool):
        return words.phrase("fact_yes" if value else "fact_no")
    if key == "ms" and isinstance(value, int):
        return value // 60_000
    if key in _CODES:
        return words.phrase(f"{_CODES[key]}_{value}")
    if words.is_instant(value):
        return words.instant(str(value))
    return value
