"""What an empty Chatsite is filled with: people, question banks, quizzes and a few attempts.

The questions are the JSON files here (the project's own format), everything else is in `tables`.
"""
