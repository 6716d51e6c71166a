"""The salted hash of where a request came from."""

from core.origin import origin_hash, salted_hash


def test_origin_is_the_same_for_one_address_and_hides_it(rf):
    first, again, other = (
        origin_hash(rf.get("/", REMOTE_ADDR=address)) for address in ("192.0.2.7", "192.0.2.7", "192.0.2.8")
    )
    assert first == again
    assert first != other
    assert len(first) == 64


def test_origin_depends_on_the_secret_and_the_purpose(settings):
    before = salted_hash("origin", "192.0.2.7")
    assert salted_hash("asks", "192.0.2.7") != before
    settings.SECRET_KEY = "another one"
    assert salted_hash("origin", "192.0.2.7") != before


def test_origin_believes_the_proxy_alone(rf, settings):
    written = {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "198.51.100.9, 203.0.113.5"}
    settings.SECURE_PROXY_SSL_HEADER = None
    assert origin_hash(rf.get("/", **written)) == salted_hash("origin", "192.0.2.7")
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert origin_hash(rf.get("/", **written)) == salted_hash("origin", "203.0.113.5")
