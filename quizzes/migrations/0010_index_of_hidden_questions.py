from django.db import migrations, models

from quizzes.indexes import AddIndexWhileServing


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('quizzes', '0009_hidden_questions'),
    ]

    operations = [
        AddIndexWhileServing(
            model_name='question',
            index=models.Index(condition=models.Q(('hidden_by__isnull', False)), fields=['hidden_by'], name='hidden_question'),
        ),
    ]
