import stat

import pytest

from config.local.addresses import STATE_FILE, local_addresses
from config.local.state import free_port, prepare


def test_addresses_are_placeholders_where_nothing_was_started(tmp_path):
    addresses = local_addresses(tmp_path / "var")

    assert addresses.database_url == "postgres://sympraxis_app:@127.0.0.1:1/sympraxis"
    assert addresses.database_owner_url == "postgres://sympraxis_owner:@127.0.0.1:1/sympraxis"
    assert addresses.redis_url == "redis://:@127.0.0.1:1/0"
    assert addresses.email_url == "smtp://127.0.0.1:1"
    assert addresses.secret_key == ""
    assert addresses.mail_dir == tmp_path / "var" / "mail"
    assert not (tmp_path / "var").exists()


def test_addresses_of_a_damaged_file_name_the_file(tmp_path):
    (tmp_path / STATE_FILE).write_text("{")

    with pytest.raises(ValueError, match=STATE_FILE):
        local_addresses(tmp_path)


def test_secret_key_is_made_once_and_for_the_owner_alone(tmp_path):
    prepare(tmp_path)
    first = local_addresses(tmp_path).secret_key
    prepare(tmp_path)

    assert len(first) == 67
    assert local_addresses(tmp_path).secret_key == first
    assert stat.S_IMODE((tmp_path / STATE_FILE).stat().st_mode) == 0o600


def test_free_port_keeps_the_wanted_one_only_while_it_is_free(listening):
    taken = listening.getsockname()[1]
    chosen = free_port(taken)

    assert chosen != taken
    assert free_port(chosen) == chosen
