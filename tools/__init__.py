"""What builds, renews and measures coursepack itself. Nothing here is installed."""
