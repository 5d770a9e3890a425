"""``python -m govreport``, where no script is installed, is ``govreport``."""

from govreport.cli import main

if __name__ == "__main__":
    main()
