import type { ComponentProps } from 'react';

// A grid whose rows are drawn only while they are on the screen: table elements cannot be placed freely, so roles say what is what.

export function Grid(props: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div {...props} role="grid" />;
}

export function GridBody(props: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div {...props} role="rowgroup" />;
}

export function GridRow({ tabIndex, ...rest }: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  return <div {...rest} role="row" tabIndex={tabIndex} />;
}

export function GridHead(props: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  // biome-ignore lint/a11y/useFocusableInteractive: nothing can be done with it
  return <div {...props} role="columnheader" />;
}

export function GridCell(props: ComponentProps<'div'>) {
  // biome-ignore lint/a11y/useSemanticElements: see above
  // biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus
  return <div {...props} role="gridcell" />;
}
