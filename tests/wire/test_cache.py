import random
import threading

from quire.wire.cache import SLOT_COST, Cache


def filled(limit=1_000_000, count=0, size=1000):
    cache = Cache(limit)
    for n in range(count):
        cache.put(("/", str(n)), n, size)
    return cache


def values(cache, count):
    return [n for n in range(count) if cache.look(("/", str(n))) is not None]


def test_value_is_found_by_each_of_its_keys():
    cache = filled()
    slot = cache.put(("/", "a"), 1, 10)
    cache.add_key(slot, ("/", "b"))
    assert cache.look(("/", "a")) is cache.look(("/", "b")) is slot
    assert cache.look(("/", "c")) is None


def test_taken_key_keeps_its_value():
    cache = filled()
    first = cache.put(("/", "a"), 1, 10)
    held = cache.held
    assert cache.put(("/", "a"), 2, 10) is first
    assert cache.held == held


def test_bound_holds_and_what_was_never_asked_again_goes_first():
    cache = filled(limit=100 * (SLOT_COST + 2000), count=50)
    for n in range(10):
        cache.look(("/", str(n))).asked = True
    for n in range(50, 500):
        cache.put(("/", str(n)), n, 1000)
        assert cache.held <= 100 * (SLOT_COST + 2000)
    assert values(cache, 10) == list(range(10))
    assert values(cache, 500)[-1] == 499


def test_entries_that_nobody_asks_for_any_more_go_in_time():
    cache = filled(limit=20 * (SLOT_COST + 2000), count=10)
    for n in range(10):
        cache.look(("/", str(n))).asked = True
    for n in range(10, 100):
        cache.put(("/", str(n)), n, 1000).asked = True
    assert values(cache, 10) == []


def test_value_above_a_sixteenth_is_not_kept():
    cache = filled(limit=1_600_000)
    slot = cache.put(("/", "a"), 1, 100_000)
    assert slot.value == 1
    assert cache.look(("/", "a")) is None
    cache.resize(slot, 200_000)
    cache.add_key(slot, ("/", "b"))
    assert (cache.held, cache.look(("/", "b"))) == (0, None)


def test_growth_is_charged_and_makes_room():
    limit = 20 * (SLOT_COST + 2000)
    cache = filled(limit, count=18)
    slot = cache.look(("/", "17"))
    slot.asked = True
    cache.resize(slot, 60_000)
    assert cache.held <= limit
    assert cache.look(("/", "17")) is slot
    assert len(values(cache, 18)) < 18


def test_keys_of_an_entry_are_few_and_its_own_key_stays():
    cache = filled()
    slot = cache.put(("/", "own"), 1, 10)
    for n in range(50):
        cache.add_key(slot, ("/", str(n)))
    assert len(slot.keys) == 8
    assert cache.look(("/", "own")) is slot
    assert cache.look(("/", "0")) is None
    assert cache.look(("/", "49")) is slot


def test_key_that_would_push_out_its_own_entry_is_not_added():
    cache = filled(limit=16 * (SLOT_COST + 2000), count=1)
    slot = cache.look(("/", "0"))
    cache.add_key(slot, ("/", "x" * 100_000))
    assert cache.held == 0
    assert cache.look(("/", "x" * 100_000)) is None


def test_all_entries_asked_for_still_leaves_room():
    cache = filled(limit=16 * (SLOT_COST + 2000), count=18)
    for n in values(cache, 18):
        cache.look(("/", str(n))).asked = True
    cache.put(("/", "new"), 1, 1000)
    assert len(values(cache, 18)) == 17
    assert cache.look(("/", "new")).value == 1


def test_many_threads_leave_the_books_in_order():
    limit = 64 * (SLOT_COST + 2000)
    cache = filled(limit)
    failures = []

    def work(seed):
        dice = random.Random(seed)
        try:
            for _ in range(3000):
                key = ("/", str(dice.randrange(300)))
                slot = cache.look(key)
                if slot is None:
                    slot = cache.put(key, key, dice.randrange(3000))
                slot.asked = dice.random() < 0.5
                assert slot.value == key
                if dice.random() < 0.1:
                    cache.resize(slot, dice.randrange(5000))
                if dice.random() < 0.1:
                    cache.add_key(slot, ("/alias", key[1]))
        except (AssertionError, KeyError, AttributeError) as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    slots = {id(s): s for n in range(300) if (s := cache.look(("/", str(n))))}
    assert cache.held == sum(slot.cost for slot in slots.values()) <= limit


def cost(size, key):
    """What an entry is charged for: its key counts twice and a little more."""
    return SLOT_COST + size + 256 + 2 * sum(map(len, key))


def test_cache_that_is_full_to_its_very_bound_keeps_everything():
    one = cost(1000, ("/", "10"))
    cache = Cache(20 * one)
    for n in range(10, 30):
        cache.put(("/", str(n)), n, 1000)
    assert (cache.held, values(cache, 30)) == (20 * one, list(range(10, 30)))
    cache.resize(cache.look(("/", "29")), 1000)
    assert values(cache, 30) == list(range(10, 30))
    cache.resize(cache.look(("/", "29")), 1001)
    assert (cache.held, values(cache, 30)) == (19 * one + 1, list(range(11, 30)))


def test_value_of_exactly_a_sixteenth_is_kept():
    one = cost(1000, ("/", "a"))
    cache = Cache(16 * one)
    cache.put(("/", "a"), 1, 1000)
    cache.put(("/", "b"), 2, 1001)
    assert cache.look(("/", "a")).value == 1
    assert (cache.look(("/", "b")), cache.held) == (None, one)


def test_spellings_are_charged_and_those_that_make_room_are_not():
    cache = filled()
    slot = cache.put(("/", "own"), 1, 10)
    for n in range(10, 20):
        cache.add_key(slot, ("/", str(n)))
    assert [key[1] for key in slot.keys] == ["own", *map(str, range(13, 20))]
    spelling = 256 + 2 * len("/10")
    assert cache.held == slot.cost == cost(10, ("/", "own")) + 7 * spelling


def test_oldest_that_nobody_asked_for_goes_first_and_the_hand_goes_on_from_there():
    one = cost(1000, ("/", "10"))
    cache = Cache(20 * one)
    for n in range(10, 30):
        cache.put(("/", str(n)), n, 1000)
    for n in (10, 12):
        cache.look(("/", str(n))).asked = True
    for n, gone in ((30, 11), (31, 13), (32, 14)):
        cache.put(("/", str(n)), n, 1000)
        assert cache.look(("/", str(gone))) is None
    assert [cache.look(("/", str(n))).asked for n in (10, 12)] == [False, False]
