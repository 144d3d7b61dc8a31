"""What v1 may be asked: parameters as schemas, checked values as plain types."""
