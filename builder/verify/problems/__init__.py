"""Every problem that writing and judging packages can find: one function each.

A function here makes one kind of problem. Its name, with hyphens, is the problem's code; its docstring is the
documentation that ``coursepack explain`` and ``docs/rules.md`` show.
"""
