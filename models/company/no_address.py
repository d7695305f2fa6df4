# What Odoo gives its own user: nobody reads what is sent there.
NO_ADDRESS = "odoobot@example.com"
