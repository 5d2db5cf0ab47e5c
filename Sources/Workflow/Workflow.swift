// Target Workflow.
