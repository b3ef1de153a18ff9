#!/usr/bin/env python3
"""Opens a daemon's dashboard in Chromium again and again, and tells how long it took and what the daemon holds.

Usage: visit.py ADDRESS CHROMEDRIVER-PORT CLAIM-TOKEN DAEMON-PID VISITS
"""
import json
import statistics
import sys
import time
import urllib.request

address, driver, claim, daemon, visits = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5])

# Of the page that is shown: milliseconds, and bytes over the wire.
TIMES = """
const page = performance.getEntriesByType("navigation")[0];
const paint = performance.getEntriesByName("first-contentful-paint")[0];
return paint && [page.responseEnd - page.requestStart, paint.startTime, page.transferSize];
"""


def post(url, body):
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def until(what, ask, patience=20):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            found = ask()
        except OSError:
            found = None
        if found:
            return found
        time.sleep(0.02)
    raise SystemExit(f"not within {patience} s: {what}")


def status():
    with urllib.request.urlopen(f"http://127.0.0.1:{driver}/status") as answer:
        return json.load(answer)["value"]["ready"]


def held():
    with open(f"/proc/{daemon}/smaps_rollup") as lines:
        sizes = {words[0]: int(words[1]) for words in map(str.split, lines) if words[-1] == "kB"}
    return sizes["Rss:"] / 1e3 * 1.024, sizes["Pss:"] / 1e3 * 1.024, sizes["Anonymous:"] / 1e3 * 1.024


def tell(what):
    resident, shared, anonymous = held()
    print(f"daemon, {what}: {resident:.0f} MB resident, {shared:.0f} MB PSS, {anonymous:.0f} MB not from a file")


until("chromedriver answers", status)
options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server"]
wanted = {"browserName": "chrome", "goog:chromeOptions": {"args": options}}
session = post(f"http://127.0.0.1:{driver}/session", {"capabilities": {"alwaysMatch": wanted}})["value"]["sessionId"]


def ask(path, body):
    return post(f"http://127.0.0.1:{driver}/session/{session}{path}", body)["value"]


def script(text):
    return ask("/execute/sync", {"script": text, "args": []})


def type_into(name, text):
    found = ask("/element", {"using": "css selector", "value": f"[name={name}]"})
    ask(f"/element/{next(iter(found.values()))}/value", {"text": text})


tell("nobody looks")
owner = {"name": "ada", "password": "correct horse battery"}
post(f"{address}/api/v1/claim", {"token": claim, **owner})
ask("/url", {"url": f"{address}/login"})
for name, text in owner.items():
    type_into(name, text)
script("document.querySelector('[name=password]').form.requestSubmit()")
until("the overview is shown", lambda: script("return location.pathname") == "/")

found = []
for _ in range(visits):
    ask("/url", {"url": address + "/"})
    found.append(until("the page is painted", lambda: script(TIMES)))
answer, paint, size = (sorted(column) for column in zip(*found))
print(f"overview, {visits} visits: answered in {statistics.median(answer):.0f} ms (at most {answer[-1]:.0f}), "
      f"painted after {statistics.median(paint):.0f} ms (at most {paint[-1]:.0f}), {size[-1] / 1e3:.1f} kB over the wire")

for page in ("/apps", "/events"):
    window = ask("/window/new", {"type": "window"})["handle"]
    ask("/window", {"handle": window})
    ask("/url", {"url": address + page})
# Long enough for pages that are open to have been looked at some times.
seen = []
for _ in range(40):
    time.sleep(1.5)
    seen.append(held())
resident, shared, anonymous = (sorted(column) for column in zip(*seen))
print(f"daemon, open in three windows for 60 s: {statistics.median(resident):.0f} MB resident (at most {resident[-1]:.0f}), "
      f"{statistics.median(anonymous):.0f} MB not from a file")
urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{driver}/session/{session}", method="DELETE")).close()
