#!/usr/bin/env python3
"""The table of run.sh, and whether the targets hold.

Reads lines ROUND, ROW, SYSTEM, VALUE with tabs in between; several of one round become their mean. A figure is the median of its rounds; a ratio is the median of
the rounds' ratios, with the lowest and the highest beside it.
"""
import argparse
import collections
import statistics
import sys

parser = argparse.ArgumentParser()
parser.add_argument("results")
parser.add_argument("--page", type=int, required=True, help="bytes of the login page")
parser.add_argument("--people", type=int, required=True)
parser.add_argument("--rate", type=int, required=True, help="logins a second of the paced rows")
parser.add_argument("--strict", action="store_true", help="exit 1 where a target does not hold")
options = parser.parse_args()

slices = collections.defaultdict(lambda: collections.defaultdict(list))
for line in open(options.results):
    number, row, system, value = line.rstrip("\n").split("\t")
    slices[row, system][int(number)].append(float(value))
# (row, system): round: value
figures = {key: {number: statistics.mean(values) for number, values in rounds.items()} for key, rounds in slices.items()}


def median(row, system):
    values = figures.get((row, system))
    return statistics.median(values.values()) if values else None


def combined(one, other, how):
    """By round, for two (row, system)."""
    first, second = figures.get(one, {}), figures.get(other, {})
    return [how(first[number], second[number]) for number in sorted(first.keys() & second.keys())]


def ratios(row, other):
    return combined((row, "ours"), (row, other), lambda ours, theirs: ours / theirs if theirs else float("nan"))


def number(value, digits):
    return "-" if value is None else f"{value:,.{digits}f}"


def ratio(values):
    if not values:
        return "-"
    text = f"{statistics.median(values):.2f}"
    return text if len(values) == 1 else f"{text} ({min(values):.2f}-{max(values):.2f})"


WIDTHS = (46, 10, 10, 10, 18, 18)


def show(label, *cells):
    cells = [cell.rjust(width) for cell, width in zip(cells, WIDTHS[1:])]
    print((label.ljust(WIDTHS[0]) + " ".join(cells)).rstrip())


def row(label, name, digits=0, scale=1.0, systems=("ours", "bare", "php")):
    values = [median(name, system) if system in systems else None for system in ("ours", "bare", "php")]
    cells = [number(None if value is None else value * scale, digits) for value in values]
    show(label, *cells, *(ratio(ratios(name, other)) if other in systems else "-" for other in ("bare", "php")))


show("", "ours", "C", "PHP", "ours/C", "ours/PHP")
row("logins/s", "login.rate")
row("  processor time per login, us", "login.cpu")
row("  p50, ms", "login.p50", 2, 1e-3)
row("  p99, ms", "login.p99", 2, 1e-3)
row("refused logins/s [1]", "refused.rate")
row("  processor time per refusal, us", "refused.cpu")
row("form pages/s [2]", "page.rate")
row("  processor time per page, us", "page.cpu")
row("  p99, ms", "page.p99", 2, 1e-3)
row("session passes/s [3]", "session.rate")
row("  processor time per pass, us", "session.cpu")
row("one login at a time, p50, ms", "alone.p50", 3, 1e-3)
row("login p99 at 30 %, 16 connections, ms [4]", "paced16.p99", 2, 1e-3)
row("login p99 at 30 %, 512 connections, ms [4]", "paced512.p99", 2, 1e-3)
row("start to first answer, ms", "first", 1)
row("resident memory after logins, MB", "memory.resident", 1, 1024e-6)
row("  private", "memory.private", 1, 1024e-6)
row("resident memory after all rounds, MB [5]", "memory.after.resident", 1, 1024e-6)
row("  private", "memory.after.private", 1, 1024e-6)
print(f"""
32 connections, {options.people:,} people; the directory by libldap alone: {number(median("login.rate", "directory"), 0)} pairs of search and bind a
second, {number(median("alone.p50", "directory") / 1e3, 3)} ms for one at a time. Processor time: of the responder alone. Medians of {len(figures["login.rate", "ours"])} rounds, with the
lowest and highest ratio of a round. Memory of all processes together: what PHP's share counts in each as resident.
[1] Ours answers refusals at whole seconds, C and PHP at once. Its rate is that of judging, with more under way than it holds
    answers back, and those beyond that answered at once; its processor time is of refusals held back, at 500 a second.
[2] C and PHP send a copy of our page: {options.page:,} bytes.
[3] C: an HMAC and one search. PHP: such scripts have no sessions.
[4] {options.rate:,} a second, for both the same, counted from when the request should have gone out.
[5] Ours has held 1,000 refusals back at once, again and again, which are about 20 KB each.
""")

added = combined(("alone.p50", "ours"), ("alone.p50", "directory"), lambda ours, pair: (ours - pair) / 1e3)
added_bare = combined(("alone.p50", "bare"), ("alone.p50", "directory"), lambda bare, pair: (bare - pair) / 1e3)
spread = combined(("paced512.p99", "ours"), ("paced16.p99", "ours"), lambda many, few: many / few)
spread_bare = combined(("paced512.p99", "bare"), ("paced16.p99", "bare"), lambda many, few: many / few)
targets = [
    ("logins, ours/C", statistics.median(ratios("login.rate", "bare")), "at least", 0.95, "1.0, and 0.05 for noise"),
    ("logins, ours/PHP", statistics.median(ratios("login.rate", "php")), "at least", 15, ""),
    ("form pages, ours/C", statistics.median(ratios("page.rate", "bare")), "at least", 0.9, ""),
    ("added to the directory's two round trips, ms", statistics.median(added), "below", 0.3,
     f"C: {statistics.median(added_bare):.3f}"),
    ("resident with 64 workers under load, MB", median("workers64.resident", "ours") * 1024e-6, "at most", 30,
     f"private {median('workers64.now.private', 'ours') * 1024e-6:.1f}"),
    ("start to first answer, ms", median("first", "ours"), "at most", 50, ""),
    ("p99 at 512 connections / at 16", statistics.median(spread), "at most", 3,
     f"C: {statistics.median(spread_bare):.2f}"),
]
failed = 0
for what, value, relation, limit, remark in targets:
    holds = {"at least": value >= limit, "at most": value <= limit, "below": value < limit}[relation]
    failed += not holds
    print(f"{'holds' if holds else 'DOES NOT HOLD':<14} {what}: {value:.2f} ({relation} {limit}{'; ' + remark if remark else ''})")
sys.exit(1 if failed and options.strict else 0)
