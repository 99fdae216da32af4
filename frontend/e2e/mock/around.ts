/** Who stands around the one deal that is looked at closely. */
const shown = 'd4';

export const peopleOf = (dealId: string) =>
  dealId === shown
    ? [
        {
          client_id: 'c-d4',
          name: 'Каримова Дилноза',
          company_name: 'отель «Анор»',
          role: 'decision_maker',
          roles: ['decision_maker'],
          created_at: '2026-11-16T05:00:00Z',
        },
      ]
    : [];

export const rivalsOf = (dealId: string) =>
  dealId === shown
    ? [{ competitor_id: 'k1', name: 'Mebel City', status: 'running', note: '10% cheaper, but in March' }]
    : [];
