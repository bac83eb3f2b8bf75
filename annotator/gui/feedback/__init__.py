"""The sheet on which an annotator reads what reviewers decided about the work."""
