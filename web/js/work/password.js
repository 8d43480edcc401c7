/** The own password: changed by whoever knows the one of now. */
import { post } from '../api.js';
import { t } from '../i18n.js';
import { toast } from './failure.js';
import { form, input } from './form.js';

const LEAST = 8;
const MOST = 200;

export function changePassword() {
  const field = (name, least) => input(name, { type: 'password', required: true, least, most: MOST });
  const [old, fresh, again] = [field('old', 0), field('new', LEAST), field('again', LEAST)];
  old.autocomplete = 'current-password';
  const compare = () => again.setCustomValidity(again.value === fresh.value ? '' : t('password.differ'));
  for (const each of [fresh, again]) each.addEventListener('input', compare);
  form(t('password.change'), [
    { label: t('password.old'), field: old }, { label: t('password.new'), field: fresh, hint: t('password.rule') }, { label: t('password.again'), field: again },
  ], t('password.change'), async () => {
    try {
      await post('/api/v1/session/password', { old: old.value, new: fresh.value });
    } catch (failure) {
      if (failure.status === 400 && failure.field === 'old') throw Object.assign(new Error(t('password.wrong')), { status: 400 });
      throw failure;
    }
    toast(t('password.changed'));
  });
}
