-- The few problems whose life didn't go straight on: a map of a past moment reads their ledgers.

create index ledger_turn on ledger (problem_id)
  where step in ('rework', 'suspend', 'resume', 'reopen');
