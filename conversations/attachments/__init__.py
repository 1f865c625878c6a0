"""Files that learners send with messages.

`contents` tells what a file is, `keeping` holds the rules and is the only writer, `shown` makes
the SDK's objects, `store` is the SDK's AttachmentStore.
"""
