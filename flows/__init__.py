"""When and where each stage runs: Prefect flows, the demo and the command line."""
