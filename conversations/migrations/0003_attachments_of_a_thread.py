from django.db import migrations, models

from quizzes.indexes import AddIndexWhileServing


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('conversations', '0002_attachments_are_files'),
    ]

    operations = [
        AddIndexWhileServing(
            model_name='attachment',
            index=models.Index(fields=['thread'], name='attachments_of_a_thread'),
        ),
    ]
