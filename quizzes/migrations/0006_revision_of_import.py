from django.db import migrations, models

from quizzes.indexes import AddIndexWhileServing


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('quizzes', '0005_imports'),
    ]

    operations = [
        AddIndexWhileServing(
            model_name='revision',
            index=models.Index(condition=models.Q(('imported_in__isnull', False)), fields=['imported_in'], name='revision_of_import'),
        ),
    ]
