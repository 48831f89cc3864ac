"""Warm times of SymPy for the textbook formulas: the derivative alone, and simplified."""

import statistics
import sys
import time

import sympy
from sympy.core.cache import clear_cache

names = {"ln": sympy.log, "y": sympy.Symbol("y")}
with open(sys.argv[1], encoding="utf-8") as file:
    lines = [line.strip() for line in file if line.strip() and not line.startswith("#")]
formulas = [sympy.sympify(line.replace("^", "**"), locals=names) for line in lines]
x = sympy.Symbol("x")


def median(work):
    times = []
    for formula in formulas:
        best = float("inf")
        for _ in range(2):
            clear_cache()
            before = time.perf_counter()
            work(formula)
            best = min(best, time.perf_counter() - before)
        times.append(best)
    return f"{statistics.median(times) * 1e6:.0f} µs"


for what, work in [
    ("derivative alone, SymPy", lambda formula: formula.diff(x)),
    ("simplified, SymPy", lambda formula: sympy.simplify(formula.diff(x))),
]:
    print(f"| {what:46} | {median(work):>12} | {'median of the textbook formulas':34} |")
