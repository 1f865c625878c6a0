from django.db import migrations, models

from quizzes.indexes import AddIndexWhileServing


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ('quizzes', '0001_initial'),
    ]

    operations = [
        AddIndexWhileServing(
            model_name='attempt',
            index=models.Index(condition=models.Q(('is_preview', False)), fields=['-started_at', '-id'], name='newest_attempts'),
        ),
        AddIndexWhileServing(
            model_name='attempt',
            index=models.Index(condition=models.Q(('is_preview', False)), fields=['quiz', '-started_at', '-id'], name='attempts_at_a_quiz'),
        ),
        AddIndexWhileServing(
            model_name='attempt',
            index=models.Index(condition=models.Q(('is_preview', False)), fields=['quiz', 'state', 'mark', 'max_mark'], name='marks_of_a_quiz'),
        ),
        AddIndexWhileServing(
            model_name='response',
            index=models.Index(condition=models.Q(('key__isnull', False)), fields=['key'], name='regraded_responses'),
        ),
    ]
