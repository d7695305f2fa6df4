def migrate(cr, version):
    """Merits can be asked for in Swedish companies: written at once, and nothing is computed
    for the requests that are there."""
    cr.execute(
        """
        ALTER TABLE res_company ADD COLUMN IF NOT EXISTS merits_offered boolean;
        UPDATE res_company AS company
           SET merits_offered = COALESCE(country.code = 'SE', FALSE)
          FROM res_partner AS partner
     LEFT JOIN res_country AS country ON country.id = partner.country_id
         WHERE partner.id = company.partner_id AND company.merits_offered IS NULL;
        ALTER TABLE IF EXISTS hr_applicant_data_request ADD COLUMN IF NOT EXISTS merits_until date
        """
    )
