from psycopg2.extras import Json


def migrate(cr, version):
    """What stood in tabs of the application has moved to views of its own: extensions of the
    form are empty until this version writes them, so that none looks for what has moved
    while others are written already."""
    cr.execute(
        """
        UPDATE ir_ui_view AS view SET arch_db = %s
          FROM ir_model_data AS data
         WHERE data.module = 'hr_recruitment_candidate_experience'
           AND data.model = 'ir.ui.view' AND data.res_id = view.id
           AND view.model = 'hr.applicant' AND view.type = 'form'
           AND view.mode = 'extension'
        """,
        [Json({"en_US": "<data/>"})],
    )
