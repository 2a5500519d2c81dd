import type { Entity } from '@backstage/catalog-model';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PIPELINE_ID_ANNOTATION } from '@pipeline-ops/plugin-pipeline-ops-common';
import { pipelineOpsTranslationRef } from '../../translations/ref';
import { CopyButton } from '../CopyButton';
import { Panel } from '../Panel';
import { ScrollText } from '../ScrollArea';

const useStyles = makeStyles(theme => ({
  words: { maxWidth: 640, margin: theme.spacing(0, 0, 1.5) },
  code: {
    position: 'relative',
    margin: 0,
    padding: theme.spacing(1.25, 1.5),
    borderRadius: 6,
    backgroundColor: theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
    fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
    fontSize: theme.typography.pxToRem(13),
    overflow: 'auto',
  },
}));

/** The YAML that turns this entity into a watched pipeline; its own name is the id that people mostly mean. */
export function annotationYaml(entity: Entity): string {
  const { name } = entity.metadata;
  return [
    `apiVersion: ${entity.apiVersion}`,
    `kind: ${entity.kind}`,
    'metadata:',
    `  name: ${name}`,
    '  annotations:',
    `    ${PIPELINE_ID_ANNOTATION}: ${name}`,
    '',
  ].join('\n');
}

export function NotAnnotated(props: { entity: Entity }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelineOpsTranslationRef);
  const yaml = annotationYaml(props.entity);
  return (
    <Panel
      title={t('notAnnotated.title')}
      actions={<CopyButton text={yaml} label="YAML" />}
    >
      <p className={classes.words}>
        {t('notAnnotated.explanation', { annotation: PIPELINE_ID_ANNOTATION })}
      </p>
      <ScrollText className={classes.code} label="YAML">
        {yaml}
      </ScrollText>
    </Panel>
  );
}
