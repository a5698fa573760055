"""How a course is learned: counts and shares of people, and never one person, from what an LMS or a store holds."""
