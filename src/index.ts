import { REVIEW_SERVICES } from './action/review-services.ts';
import { main } from './main.ts';

process.exitCode = await main(process.env, REVIEW_SERVICES);
