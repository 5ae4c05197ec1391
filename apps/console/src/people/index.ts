import { messages } from '@canteen/people/messages';
import type { ConsoleModule } from '../module.ts';
import { gql } from '../provider/gql.ts';
import type { Resource } from '../provider/resource.ts';
import { screen } from '../screen.tsx';

const persons: Resource = {
  name: 'persons',
  one: 'person',
  type: 'Person',
  label: { zh: '人员', en: 'Person' },
  row: gql`
    fragment PersonRow on Person {
      id name pinyin account phone active hasPin
      memberships { id role validFrom validTo endedAt organization { id name { zh en } } canteen { id name { zh en } } }
    }
  `,
  fragment: gql`
    fragment PersonRecord on Person {
      id version name pinyin account phone email language active hasPin
      memberships { id role validFrom validTo endedAt organizationId organization { id name { zh en } } canteen { id name { zh en } } }
    }
  `,
  list: screen(() => import('./PersonList.tsx'), 'default'),
  show: screen(() => import('./PersonShow.tsx'), 'default'),
  create: screen(() => import('./PersonForm.tsx'), 'PersonCreate'),
  edit: screen(() => import('./PersonForm.tsx'), 'PersonEdit'),
};

const healthCertificates: Resource = {
  name: 'healthCertificates',
  one: 'healthCertificate',
  type: 'HealthCertificate',
  label: { zh: '健康证', en: 'Health certificate' },
  fragment: gql`
    fragment HealthCertificateRecord on HealthCertificate {
      id number validFrom validTo status person { id name active } canteen { id name { zh en } } file { id name contentType url }
    }
  `,
  list: screen(() => import('./HealthCertificateList.tsx'), 'default'),
};

const organizations: Resource = {
  name: 'organizations',
  one: 'organization',
  type: 'Organization',
  label: { zh: '单位', en: 'Organization' },
  fragment: gql`
    fragment OrganizationRecord on Organization { id version name { zh en } pinyin kind timeZone }
  `,
  list: screen(() => import('./OrganizationList.tsx'), 'default'),
  show: screen(() => import('./OrganizationShow.tsx'), 'default'),
  create: screen(() => import('./OrganizationForm.tsx'), 'OrganizationCreate'),
  edit: screen(() => import('./OrganizationForm.tsx'), 'OrganizationEdit'),
};

const canteens: Resource = {
  name: 'canteens',
  one: 'canteen',
  type: 'Canteen',
  label: { zh: '食堂', en: 'Canteen' },
  fragment: gql`
    fragment CanteenRecord on Canteen {
      id version name { zh en } pinyin slug operation coldDishesLicensed diners address active
      organization { id name { zh en } } contractor { id name { zh en } }
    }
  `,
  list: screen(() => import('./CanteenList.tsx'), 'default'),
  show: screen(() => import('./CanteenShow.tsx'), 'default'),
  create: screen(() => import('./CanteenForm.tsx'), 'CanteenCreate'),
  edit: screen(() => import('./CanteenForm.tsx'), 'CanteenEdit'),
};

/** Without screens of their own: they are kept on the page of their canteen. */
const areas: Resource = {
  name: 'areas',
  one: 'area',
  type: 'Area',
  label: { zh: '场所', en: 'Area' },
  fragment: gql`
    fragment AreaRecord on Area { id version name { zh en } pinyin kind active canteen { id } }
  `,
};

/** Without screens: a role is read and ended on the page of its person. */
const memberships: Resource = {
  name: 'memberships',
  one: 'membership',
  type: 'Membership',
  label: { zh: '岗位', en: 'Role' },
  fragment: gql`
    fragment MembershipRecord on Membership { id role person { id name } }
  `,
};

export const people: ConsoleModule = { messages, resources: [persons, healthCertificates, organizations, canteens, areas, memberships] };
