from odoo.tests import BaseCase, tagged

from ...models.wording.pay_history import asks_pay_history, find_pay_history

ASKED = """
What do you earn today?
What is your current salary?
Please state your current salary
Current salary
Current monthly salary (before tax)
Salary history
What was your salary in your last position?
How much did you make in your previous job?
Please attach your last salary slip
Upload your three most recent payslips
What does your present employer pay you?
How much are you paid at the moment?
What are you currently making?
Could you tell us what you earned before?
Your total compensation at your former employer
What did your last job pay?
What is your present remuneration, including bonus?
Tell us about your earlier pay levels
Ask the candidate about the current salary
What bonus did you get last year?
What's your hourly wage now?
How high was your income last year?
Do you have a bonus today?
Previous wages
Proof of current income
What do you earn today and what do you expect?
Are you satisfied with your current salary?
Vad tjänar du idag?
Vad tjänar du i dag?
Vad har du för lön idag?
Vilken lön har du i ditt nuvarande jobb?
Nuvarande lön
Ange din nuvarande månadslön
Tidigare löneläge
Vad är din nuvarande lön?
Hur mycket tjänade du på ditt förra jobb?
Lönespecifikation från din nuvarande arbetsgivare
Bifoga din senaste lönespecifikation
Vad hade du i lön hos din förra arbetsgivare?
Vilken lön hade du senast?
Hur ser din lönehistorik ut?
Vad ligger du på för lön i nuläget?
Var ligger din lön just nu?
Berätta om dina tidigare löner
Fråga kandidaten om nuvarande lön
Vad får du i månadslön i dag?
Din senaste lön
Har du bonus i din nuvarande anställning?
Vad betalar din nuvarande arbetsgivare?
Hur mycket fick du betalt på ditt förra jobb?
Vad har du tjänat tidigare?
Vilken ersättning har du i dag?
Vad tjänar du nu och vilket löneanspråk har du?
Vilken lön lämnar du?
What pay are you on now?
Could you share your last drawn salary?
Current CTC
How much are you making now?
What did your previous employer pay you?
Would you like to tell us what you earn today?
We would like to know your current salary
Vill du berätta vad du tjänar idag?
Skulle du kunna berätta vad du har i lön nu?
Hur hög är din lön i dag?
Vilken lönenivå ligger du på?
Vad är din månadsinkomst i dag?
Vad betalade din förra arbetsgivare dig?
Hur har din löneutveckling sett ut?
Skicka in dina senaste lönebesked
Nuvarande lön / önskad lön
Current salary / expected salary
How does your current salary compare to what you expect?
What is your salary?
What was your starting salary at your last company?
Previous compensation package
Lön hos nuvarande arbetsgivare
Vad var din slutlön på förra jobbet?
Salary in your present role
Ge oss din lönehistorik
What were you paid in your last role?
Vilken lön har du?
Vad tjänade du senast?
How much money did you earn last year?
Vad har du för månadslön?
Ditt nuvarande löneläge
What is your annual income at present?
Kan du skicka en lönespecifikation?
Please bring a pay slip from your employer
"""
NOT_ASKED = """
What are your salary expectations?
What salary do you expect?
Desired salary
Expected salary
What would you like to earn?
Which salary would you need to leave your current job?
What is your salary requirement?
We pay between SEK 40,000 and 45,000 per month.
The current pay range for this role is SEK 40,000–45,000.
What is the pay for this position?
Did you earn a certificate?
Which degree did you earn last?
What do you want to earn in your next position?
How did you earn the trust of your previous team?
What is your current job title?
Why are you leaving your current job?
What did you do in your last position?
Have you worked with payroll before?
Do you have experience of compensation and benefits today?
You will be paid at the end of each month.
Our salaries are reviewed once a year.
We do not ask what you earn today.
Do you have any questions about the pay?
How much notice do you have to give your present employer?
Did your last employer pay for your training?
What made you apply?
Have you ever run paid search campaigns before?
Who pays attention to details in your current team?
When can you start?
Vilka är dina löneanspråk?
Vilket löneanspråk har du?
Vad har du för löneförväntningar?
Vad vill du tjäna?
Vilken lön önskar du?
Vad skulle du vilja ha i lön?
Önskad lön
Vilken lön har du tänkt dig?
Vi betalar 40 000–45 000 kr i månaden.
Lönen för den här tjänsten är 40 000 kr i månaden.
Vad är din nuvarande titel?
Varför vill du lämna ditt nuvarande jobb?
Har du arbetat med lönehantering tidigare?
Har du erfarenhet av lönerevision från tidigare jobb?
Vad gjorde du på ditt förra jobb?
Har du frågor om lönen?
Vi frågar aldrig vad du tjänar i dag.
Du behöver inte berätta vad du tjänar idag.
Lönen följer kollektivavtalet, som förhandlas just nu.
Hur lång uppsägningstid har du i dag?
Berätta om ett projekt som lönade sig på din förra arbetsplats.
Vilken tjänst har du i dag?
Hur tjänar du kunden bäst?
Vilket belöningssystem har ni haft tidigare?
What is most important to you: pay, development or colleagues?
Do you think that pay should be transparent?
What salary range are you looking for?
Vilken lön hade du tänkt dig?
Vilken lön vill du ha hos oss?
Lönespann för tjänsten
Pay: SEK 40,000-45,000 per month
Our current salary range is 40-45
What is your expected remuneration?
Vad har du för anspråk på lön?
Hur viktig är lönen för dig?
Har du tagit studielån tidigare?
Have you earned a certificate in welding?
Vad får jag i lön?
Berätta om en förmån som du uppskattar
What do you know about our company today?
Which part of your last job paid off most?
Vilken lön motsvarar dina förväntningar?
How many years of experience do you have?
When was your last holiday?
What compensation do you have in mind?
Tjänar du som frivillig någonstans?
What would you like us to pay?
Ange ditt löneanspråk
Vad söker du för lön?
Salary requirements
Has your current team earned any awards?
"""


def read(words):
    return [line for line in words.splitlines() if line]


@tagged("post_install", "-at_install")
class TestPayHistory(BaseCase):
    """What a candidate earns or has earned is not asked; what one hopes for may be."""

    def test_asked(self):
        for words in read(ASKED):
            with self.subTest(words):
                self.assertTrue(asks_pay_history(words))

    def test_not_asked(self):
        for words in read(NOT_ASKED):
            with self.subTest(words):
                self.assertFalse(asks_pay_history(words))

    def test_in_a_text(self):
        text = "<p>Welcome!</p><ul><li>What do you earn today?</li><li>Why us?</li></ul>"
        (found,) = find_pay_history(text)
        self.assertEqual(found.text, "What do you earn today?")
        self.assertEqual(find_pay_history(None), [])
