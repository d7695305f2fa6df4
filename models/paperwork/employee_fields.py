"""What an answer may be taken over as: fields of Odoo's employee, and no others."""

BANK_ACCOUNT = "bank_account"
EMPLOYEE_FIELDS = [
    ("identification_id", "Personal number"),
    (BANK_ACCOUNT, "Bank account for pay"),
    ("birthday", "Date of birth"),
    ("place_of_birth", "Place of birth"),
    ("private_street", "Private street"),
    ("private_street2", "Private street, second line"),
    ("private_zip", "Private postcode"),
    ("private_city", "Private city"),
    ("private_phone", "Private telephone"),
    ("private_email", "Private email"),
    ("emergency_contact", "Emergency contact"),
    ("emergency_phone", "Emergency telephone"),
    ("private_car_plate", "Licence plate of the car"),
]
# What an answer is checked as, where not everything can be taken over.
FITTING = {
    "birthday": ("date",),
    BANK_ACCOUNT: ("bank_se", "bank_other", "iban", "text"),
    "private_email": ("email",),
}
