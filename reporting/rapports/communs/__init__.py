"""What several kinds of documents share: values, figures, sexed tables, cautions to the reader."""
