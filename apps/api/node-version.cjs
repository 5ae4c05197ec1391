// In the JavaScript of long ago, so that an old Node can read it and say what is wrong.
'use strict';

var wanted = [22, 17];
var given = process.versions.node.split('.').map(Number);

if (given[0] < wanted[0] || (given[0] === wanted[0] && given[1] < wanted[1])) {
  console.error('Canteen needs Node ' + wanted.join('.') + ' or later and this is ' + process.versions.node + ': install a newer Node, or run npm ci again (on Linux it brings Node 24 along).');
  process.exit(1);
}
