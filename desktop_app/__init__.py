"""Branch Exam: offline exams and certification for bank branches."""
