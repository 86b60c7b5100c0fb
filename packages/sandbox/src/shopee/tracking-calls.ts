import { type Answer, type Call, orderOf, parcelOf, queryText } from './call.ts';
import type { Parcel } from './model.ts';
import { shownTracking } from './parcel-life.ts';

const parcelAsked = (call: Call): Parcel => {
  const order = orderOf(call, queryText(call, 'order_sn'), 'logistics.invalid_error');
  return parcelOf(call, order, call.query.get('package_number') ?? undefined);
};

/** The number is empty until the carrier gives one; that is no error. */
export function getTrackingNumber(call: Call): Answer {
  const tracking = shownTracking(call.world, parcelAsked(call));
  return {
    response: {
      tracking_number: tracking,
      plp_number: '',
      first_mile_tracking_number: '',
      last_mile_tracking_number: '',
      hint: tracking === '' ? 'The tracking number is being made, try again in five minutes.' : '',
      pickup_code: '',
    },
  };
}

export function getTrackingInfo(call: Call): Answer {
  const parcel = parcelAsked(call);
  const steps = [
    { time: parcel.arrangedTime, status: 'LOGISTICS_REQUEST_CREATED', text: 'Sender is preparing the parcel' },
    { time: parcel.pickupDoneTime, status: 'LOGISTICS_PICKUP_DONE', text: 'Parcel has been picked up' },
    {
      time: parcel.status === 'LOGISTICS_DELIVERY_DONE' ? parcel.updateTime : undefined,
      status: 'LOGISTICS_DELIVERY_DONE',
      text: 'Parcel has been delivered',
    },
  ];
  const info = steps.flatMap(({ time, status, text }) =>
    time === undefined ? [] : [{ update_time: time, description: text, logistics_status: status }],
  );
  return {
    response: {
      order_sn: parcel.orderId,
      package_number: parcel.id,
      logistics_status: parcel.status,
      tracking_info: info.reverse(),
    },
  };
}
