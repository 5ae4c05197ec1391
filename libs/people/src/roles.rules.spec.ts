import { grantableBy, needsPassword, permissions, Role, rolePermissions, rolesWith } from './roles.ts';

const roles = Object.values(Role);

test('every role is in the table, with permissions that exist, each said once', () => {
  expect(Object.keys(rolePermissions).sort()).toEqual([...roles].sort());
  for (const role of roles) {
    expect(new Set(rolePermissions[role]).size).toBe(rolePermissions[role].length);
    for (const permission of rolePermissions[role]) expect(permissions).toContain(permission);
  }
});

test('every permission is carried by somebody', () => {
  for (const permission of permissions) expect(rolesWith(permission)).not.toEqual([]);
  expect(rolesWith('no:such')).toEqual([]);
});

test('whoever inspects reads everything and writes nothing; a supervisor only countersigns', () => {
  const writes = (role: Role) => rolePermissions[role].filter((permission) => !permission.endsWith(':read'));
  expect(writes('INSPECTOR')).toEqual([]);
  expect(writes('SUPERVISOR')).toEqual(['late:countersign']);
  // certificates are for those who answer for them, and what the machine does by itself is nobody's food
  const reads = permissions.filter((permission) => permission.endsWith(':read') && permission !== 'health:read' && permission !== 'jobs:read');
  for (const permission of reads) expect(rolePermissions.INSPECTOR).toContain(permission);
  for (const permission of reads) expect(rolePermissions.SUPERVISOR).toContain(permission);
});

test('a cook does not walk from a batch to what the lot cost', () => {
  for (const permission of ['prices:read', 'receiving:read', 'people:read', 'health:read', 'journal:read']) expect(rolePermissions.COOK).not.toContain(permission);
});

test('health data are for those who answer for them', () => {
  expect(rolesWith('health:read').sort()).toEqual(['ADMINISTRATOR', 'FOOD_SAFETY_DIRECTOR', 'FOOD_SAFETY_OFFICER', 'PRINCIPAL', 'SUPERVISOR']);
});

test('whoever writes may read what they write', () => {
  for (const role of roles) {
    for (const permission of rolePermissions[role]) {
      const read = permission.replace(/:.*/, ':read');
      if ((permissions as readonly string[]).includes(read) && permission !== read) expect([role, rolePermissions[role]]).toEqual([role, expect.arrayContaining([read])]);
    }
  }
});

test('roles are granted only by roles that may write people', () => {
  for (const role of Object.keys(grantableBy)) expect(rolePermissions[role as Role]).toContain('people:write');
});

test('a PIN hands out no trust', () => {
  expect([...needsPassword].sort()).toEqual(['organizations:write', 'people:write', 'period:close', 'policy:write']);
});
