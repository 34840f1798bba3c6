"""A wrapped key opens under its own secret and label alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.crypto import keys, pins, recovery
from desktop_app.crypto.keys import CHEAP, STRONG, Kdf


@pytest.mark.parametrize("kdf", [CHEAP, None])
def test_wrap_and_unwrap(kdf: Kdf | None) -> None:
    key, secret = keys.new_key(), keys.new_key()
    wrapped = keys.wrap(key, secret, b"label", kdf)
    assert keys.unwrap(wrapped, secret, b"label") == key
    assert keys.unwrap(wrapped, keys.new_key(), b"label") is None
    assert keys.unwrap(wrapped, secret, b"another label") is None
    for n in range(len(wrapped.sealed)):
        changed = bytearray(wrapped.sealed)
        changed[n] ^= 1
        assert keys.unwrap(replace(wrapped, sealed=bytes(changed)), secret, b"label") is None
    again = keys.wrap(key, secret, b"label", kdf)
    assert (again.salt, again.nonce, again.sealed) != (wrapped.salt, wrapped.nonce, wrapped.sealed)
    assert key not in wrapped.sealed


def test_another_cost_is_another_key() -> None:
    wrapped = keys.wrap(b"k" * 32, b"secret", b"", CHEAP)
    assert keys.unwrap(replace(wrapped, kdf=Kdf(2, 8, 1)), b"secret", b"") is None


def test_the_cost_in_use_is_the_recommended_one() -> None:
    assert (STRONG.passes, STRONG.memory_kib, STRONG.lanes) == (3, 65536, 4)


@pytest.mark.parametrize(
    "values", [(0, 8, 1), (65, 8, 1), (1, 7, 1), (1, 15, 2), (1, 1 << 21, 1), (1, 8, 0), (1, 8, 65)]
)
def test_a_cost_out_of_bounds(values: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="bounds"):
        Kdf(*values)


def test_one_secret_however_it_is_typed() -> None:
    assert keys.secret_of("ＡＢＣ１２３") == keys.secret_of("ABC123")
    assert keys.secret_of("e\u0301") == keys.secret_of("\u00e9")
    assert keys.secret_of("口令") != keys.secret_of("口 令")


# ---------------------------------------------------------------- the recovery code


def test_a_recovery_code_is_read_back_however_it_is_typed() -> None:
    code = recovery.new_code()
    assert [len(group) for group in code.split("-")] == [4] * 7
    secret = recovery.read_code(code)
    assert secret is not None
    assert len(secret) == 25
    plain = code.replace("-", "")
    full_width = "".join(chr(ord(char) + 0xFEE0) for char in plain)
    for typed in (
        code.lower(),
        plain,
        code.replace("-", " "),
        f"  {code}\n",
        full_width,
        plain.replace("0", "O").replace("1", "I"),
        plain.lower().replace("0", "o").replace("1", "l"),
    ):
        assert recovery.read_code(typed) == secret


def test_every_slip_of_one_letter_is_noticed() -> None:
    code = recovery.new_code().replace("-", "")
    missed = 0
    for n, right in enumerate(code):
        for letter in recovery.ALPHABET:
            if letter != right:
                missed += recovery.read_code(code[:n] + letter + code[n + 1 :]) is not None
        assert recovery.read_code(code[:n] + code[n + 1 :]) is None
    # 868 slips, each with a chance of 1 in 32,768.
    assert missed <= 1


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 28, "-" * 28, "口" * 28, "0" * 29])
def test_what_is_no_recovery_code(typed: str) -> None:
    assert recovery.read_code(typed) is None


def test_recovery_codes_differ() -> None:
    assert len({recovery.new_code() for _ in range(100)}) == 100


# ---------------------------------------------------------------- PINs


def test_pins() -> None:
    kept = pins.hash_pin("2580")
    assert kept.startswith("$argon2id$")
    assert "2580" not in kept
    assert kept != pins.hash_pin("2580")
    assert pins.pin_matches(kept, "2580")
    assert not pins.pin_matches(kept, "2581")
    assert not pins.pin_matches("", "2580")
    assert not pins.pin_matches("damaged", "2580")
