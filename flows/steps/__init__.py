"""The steps of the walk as plain functions. They compose the packages and never import Prefect."""
