"""What several pages show alike: head, cards, banners, tables with their CSV, empty states."""
