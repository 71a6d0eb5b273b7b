"""What stands in interview notes, has digits or capitals, and must stay: rows from observed false alarms."""

from __future__ import annotations

NUMBERS = (
    "He has bus 14 and then bus 114 at 7:40.",
    "Route 12 is always full, Route 4 never comes.",
    "Class starts at 3:15 and ends at 4:05 pm.",
    "Her GPA went from 3.2 to 2.75 after she took Algebra 2.",
    "We lost 12-10, then won 101-98.",
    "ISBN 978-0-14-243726-1 is the book, the old one was ISBN 0-19-853453-1.",
    "In 2025-2026 we start at 8:30, in 1999 it was 9.",
    "Room 214, then B-12, then portable 7.",
    "About 120 of 450 students, that is 26.7 percent, on 3/14.",
    "I waited 45 minutes, 2 miles down the road, for a 5 minute drive.",
    "RSP 3, IEP, 504 plan, grade 9, 2nd period, CCSS.MATH.HSA-REI.B.3",
    "It costs $1,250.00 a month, or $12.50 a day.",
    "October 14, 2025 was the last time.",
)  # fmt: skip
WORDS = (
    "Will you come on Monday? May I go in May?",
    "I have hope and faith that she will mark it.",
    "The Chromebook was broken so I used Google Classroom in Spanish class.",
    "She said no. Nobody's home. Homework is hard. Attendance matters.",
    "my mom didnt wanna call cuz her boss is mean tbh",
    "He moved from Seattle to Yakima in June.",
    "At Lincoln Middle School the band plays at 6.",
)  # fmt: skip
