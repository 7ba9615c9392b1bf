"""The domain of Yuantu: layouts, areas, rules, findings, sheets. No web framework, no database, no clock."""
