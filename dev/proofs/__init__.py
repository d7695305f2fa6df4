"""What is shown on real databases: workers that die, upgrades, Odoo's own tests."""
