"""govreport: typed records from Chinese government work reports and five-year plans."""

__version__ = "0.1.0"
