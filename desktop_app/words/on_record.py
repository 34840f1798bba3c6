"""What stands on a sitting's record, in words."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from desktop_app.base.clock import from_text
from desktop_app.exams.steps import Interruption
from desktop_app.words import phrase

TEXTS: dict[str, tuple[str, str]] = {
    "interruption_restart": ("程序中断后恢复", "The app was away"),
    "interruption_reboot": ("断电或重启后恢复", "The machine was off"),
    "interruption_wait": ("等待考生继续", "Waited to go on"),
    "interruption_suspend": ("计算机休眠", "The machine slept"),
    "interruption_clock_set_back": ("系统时间被调慢", "The clock was set back"),
    "interruption_clock_set_forward": ("系统时间被调快", "The clock was set forward"),
    "interruption_held": ("暂停，等待考官放行", "Held for the examiner"),
    "interruption_released": ("考官放行", "Released by the examiner"),
    "interruption_time_given": ("考官补时", "Time given by the examiner"),
    "interruption_extra_time": ("按考试便利延长时间", "Extra time for what the person needs"),
    "interruption_not_saved": ("暂时无法保存", "Nothing could be saved"),
    "not_saved_disk_full": ("磁盘已满", "the disk was full"),
    "not_saved_store_read_only": ("磁盘只读", "the disk was read-only"),
    "not_saved_store_gone": ("磁盘断开", "the disk was gone"),
    "not_saved_store_busy": ("数据库被占用", "the store was busy"),
    "not_saved_store_damaged": ("数据库损坏", "the store was damaged"),
    "interruption_abandoned": ("无人继续作答", "Abandoned"),
    "interruption_ended": ("考官强制交卷", "Ended by the examiner"),
    "interruption_away": ("离开考试窗口", "Left the exam's window"),
    "interruption_break": ("休息（停表）", "Break, with the clock stopped"),
    "interruption_clock_stopped": ("停表", "the clock stood still"),
    "interruption_clock_ran_on": ("照常计时", "the clock ran on"),
    "interruption_clock_partly": ("部分停表", "the clock stood still in part"),
    "abandoned_graded": ("按已保存的答案评分", "Graded by what was saved"),
    "abandoned_void": ("作废，不计考试次数", "Void, and no attempt"),
}

_CLOCK_WORDS: Final = frozenset({"stopped", "ran_on", "partly"})


def on_record(one: Interruption, zone: tzinfo, length: str) -> str:
    """When it was (in that zone), what, for how long (``length``, empty: no time), and the note."""
    at = from_text(one.at).astimezone(zone)
    pieces = [f"{at:%m-%d %H:%M} {phrase(f'interruption_{one.kind}')}"]
    if length:
        pieces.append(length)
    if one.note in _CLOCK_WORDS:
        pieces.append(phrase(f"interruption_clock_{one.note}"))
    elif one.kind in ("not_saved", "abandoned"):
        pieces.append(phrase(f"{one.kind}_{one.note}"))
    elif one.note:
        pieces.append(one.note)
    return " · ".join(pieces)


def minutes_and_seconds(seconds: float) -> str:
    """A length as a clock shows it; empty for none."""
    whole = round(abs(seconds))
    return f"{'-' if seconds < 0 else ''}{whole // 60}:{whole % 60:02}" if whole else ""
