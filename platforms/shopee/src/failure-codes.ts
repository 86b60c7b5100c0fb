import type { FailureKind } from '@shopfleet/platform-kit';

/**
 * What a code means for the caller: common error list and the lists of the API pages (open.shopee.com, read 2026-11-21).
 * Spelt as on the wire, typos included.
 */
const codesByMeaning: readonly (readonly [FailureKind, string, readonly string[]])[] = [
  ['rate-limited', 'Shopee says: too many requests', ['error_rate_limit']],
  ['auth-expired', 'The access token is not valid any more', ['invalid_acceess_token', 'invalid_access_token', 'error_access_token']],
  // A refresh is refused as well, and that is what asks for a person.
  [
    'auth-expired',
    'The consent of the seller is over',
    [
      'shop_no_linked',
      'merchant_no_linked',
      'supplier_no_linked',
      'shop_access_expired',
      'merchant_access_expired',
      'supplier_access_expired',
    ],
  ],
  ['forbidden', 'Shopee refused the signature; check the partner key', ['error_sign']],
  ['forbidden', 'The app is not set up for this at Shopee', ['invalid_partner_id', 'partner_shop_no_link', 'error_partner_key_expired']],
  ['forbidden', "The app's category does not include this call", ['error_api_permission', 'error_perm']],
  ['forbidden', 'Shopee restricted the app; see the console', ['error_api_call_restricted', 'api_suspended']],
  ['forbidden', "This server's address is not on the app's allow list", ['source_ip_undeclared']],
  ['forbidden', 'The state of the shop does not allow it', ['shop_banned', 'error_kyc_auth', 'error_ashop_api_permission']],
  [
    'invalid',
    'Shopee refused the request as malformed',
    ['error_param', 'error.param', 'error_data', 'order_list_invalid_time', 'batch_api_all_failed'],
  ],
  [
    'not-found',
    'Shopee does not know it in this shop',
    ['error_not_found', 'error_item_not_found', 'logistics.invalid_error', 'package_not_exist'],
  ],
  ['conflict', 'The package went out already', ['package_already_shipped']],
  [
    'conflict',
    'The order does not allow this now',
    [
      'error_status',
      'error_permission',
      'order.error_limit',
      'logistics.error_limit',
      'ship_order_not_ready_to_ship',
      'cancel_order_invalid_status',
      'order_status_invalid',
      'cancel_forder_failed',
      'order_prescription_unchecked',
    ],
  ],
  [
    'conflict',
    'The packages of the order have changed; read them again',
    ['ship_order_need_pacakge_number', 'ship_order_not_need_pacakge_number', 'package_number_not_exist'],
  ],
  ['conflict', 'The order cannot be split', ['order_cannot_split', 'order_has_been_split', 'order_split_failed']],
  [
    'invalid',
    'Shopee did not take these packages',
    [
      'order_split_duplicate_item',
      'order_split_missing_item',
      'order_split_item_not_exist',
      'order_split_wrong_item_position',
      'order_split_wrong_item_quantity',
    ],
  ],
  ['conflict', 'An invoice must be uploaded first', ['lack_of_invoice_data']],
  ['conflict', 'The stock in the warehouse does not suffice', ['warehouse_stock_insufficient']],
  [
    'conflict',
    'Shopee offers no way to hand this package over; check addresses and opening hours in Seller Centre',
    [
      'no_available_time_slot',
      'no_supported_dropoff_branch',
      'no_supported_pickup_address',
      'no_valid_shipping_parameters',
      'invalid_address_version',
    ],
  ],
  [
    'invalid',
    'Shopee wants this package handed over in another way; look at the choices again',
    [
      'ship_order_only_support_one_type',
      'ship_order_unsupport_pickup',
      'ship_order_unsupport_dropoff',
      'ship_order_unsupport_non_integrated',
      'ship_order_need_address_pickup_time',
      'ship_order_need_branch_id',
      'ship_order_need_sender_real_name',
      'ship_order_need_tracking_number',
      'ship_order_pickup_time_invalid',
    ],
  ],
  ['unavailable', 'Shopee is still assigning the order', ['logistics.error_param']],
  [
    'unsupported',
    "Shopee's warehouse ships this order",
    ['ship_order_pff_init', 'order_cannot_split_pff', 'order.error_param', 'error_booking_order'],
  ],
  ['unsupported', 'This label is made in Seller Centre only', ['can_not_print_jit_order', 'can_not_print_combine_order']],
  ['conflict', 'The package has no label now', ['package_can_not_print', 'order_status_error']],
  [
    'conflict',
    'Shopee locks this product now',
    [
      'error_cannt_edit_stock_in_promotion',
      'error_promotion_cantnot_update_stock',
      'error_model_update_stock_model_in_promotion',
      'error_holiday_mode_change_stock',
      'error_item_uneditable',
      'error_seller_under_penalty',
      'error_cannt_edit_price_in_promotion',
      'error_in_item_promotion_item_price_lock',
      'error_cannot_update_price_in_promotion',
      'error_cannt_delete_in_promotion',
      'error_in_item_promotion_delete_lock',
      'error_holiday_on_del_item',
      'error_unlist_item_all_failed',
    ],
  ],
  [
    'conflict',
    'The product has other variants; import it again',
    ['error_edit_item_stock_for_item_has_model', 'error_edit_item_price_for_item_has_model'],
  ],
  ['unsupported', 'This shop keeps its stock in one place', ['error_not_in_whitelist']],
];

export const knownCodes: ReadonlyMap<string, readonly [FailureKind, string]> = new Map(
  codesByMeaning.flatMap(([kind, meaning, codes]) => codes.map((code) => [code, [kind, meaning]] as const)),
);

/** Shopee gave up or broke: a write may have taken effect. */
export const uncertainCodes: ReadonlySet<string> = new Set([
  'error_server',
  'error_network',
  'error_inner',
  'error_system_busy',
  'error_other',
  'error_timeout',
  'error_third_party_server',
]);

/** The label is being made; ask again shortly. */
export const labelLaterCodes: ReadonlySet<string> = new Set(['download_later', 'tracking_number_invalid']);
/** The label must be made first, or anew. */
export const labelMissingCodes: ReadonlySet<string> = new Set(['shipping_document_should_print_first', 'package_print_failed']);
