import random
import threading
import time

import orjson

from tests.wire.doors import Echo, Holder, Manifest, Snapshot, ask, echo, make_front


def test_readers_through_many_swaps_see_the_old_or_the_new_and_never_a_mix():
    holder = Holder(Snapshot(id="0", manifest=Manifest("0")))

    def slow(environ):
        answer = echo(environ)
        time.sleep(random.random() / 2000)
        return answer

    front = make_front(Echo(slow), holder)
    done = threading.Event()
    failures, replies = [], [0]

    def read(seed):
        dice = random.Random(seed)
        newest = 0
        while not done.is_set():
            reply = ask(front, query=f"page={dice.randrange(8)}")
            replies[0] += 1
            shown = int(orjson.loads(reply.body)["snapshot"])
            if int(reply.headers["Content-Revision"]) != shown:
                failures.append("an answer and its headers differ")
            if shown < newest:
                failures.append("went back in time")
            newest = shown

    threads = [threading.Thread(target=read, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for n in range(1, 201):
        holder.current = Snapshot(id=str(n), manifest=Manifest(str(n)))
        time.sleep(0.003)
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert replies[0] > 200
    assert orjson.loads(ask(front).body)["snapshot"] == "200"
