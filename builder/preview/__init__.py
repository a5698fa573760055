"""A course, or a package of any tool, in an emulated LMS that shows everything that it is told.

``docs/preview.md`` is its guide, ``docs/decisions/048-preview.md`` says why it is so.

``lms`` serves the LMS's page and the package from one port, ``inspector`` what an author sees from another, and the
two talk by messages between windows alone: what a package does cannot reach the inspector. The LMSs, the record store
and the launcher of cmi5 are those of coursepack's own tests.
"""
