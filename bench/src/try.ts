import { importRate } from './import-rate.ts';
import { orderList } from './order-list.ts';

const keep = setInterval(() => console.log(process.getActiveResourcesInfo().join(' ')), 5000);
console.table(await (process.argv[2] === 'list' ? orderList : importRate).run());
clearInterval(keep);
